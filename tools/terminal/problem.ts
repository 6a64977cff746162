/** Why a program cannot go on, in one line that says what to do next; no stack trace is worth showing. */
export function problem(line: string): Error {
  return Object.assign(new Error(line), { name: 'Problem' })
}

export function isProblem(cause: unknown): cause is Error {
  return cause instanceof Error && cause.name === 'Problem'
}
