/** Why a program cannot go on, in one line that says what to do next; no stack trace is worth showing. */
export function problem(line: string): Error {
  return Object.assign(new Error(line), { name: 'Problem' })
}

/** What is wrong with a command line, likewise: the exit code is that of one that commander cannot read. */
export function wrongUsage(line: string): Error {
  return Object.assign(problem(line), { isUsage: true })
}

export function isWrongUsage(cause: unknown): boolean {
  return isProblem(cause) && 'isUsage' in cause
}

export function isProblem(cause: unknown): cause is Error {
  return cause instanceof Error && cause.name === 'Problem'
}
