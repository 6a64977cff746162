/** The `result` of an answer, its fields in the order of Antom's page. */
export interface Result {
  readonly resultCode: string
  readonly resultStatus: 'S' | 'F' | 'U' | 'A'
  readonly resultMessage: string
}

/** The outcome is not known: the sender asks again. */
export interface UnknownResult extends Result {
  readonly resultStatus: 'U'
}

/** The whole body of an answer that says nothing but its result. */
export function resultBody(result: Result): string {
  return JSON.stringify({ result })
}
