/** Why the local stack cannot start, in one line for the person who started it; no stack trace is worth showing. */
export function startProblem(line: string): Error {
  return Object.assign(new Error(line), { name: 'StartProblem' })
}

export function isStartProblem(cause: unknown): cause is Error {
  return cause instanceof Error && cause.name === 'StartProblem'
}
