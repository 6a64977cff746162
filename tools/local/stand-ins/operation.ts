/**
 * An operation of one of AWS's JSON protocols; `host` is where the caller reached it. The type of a method, so that each
 * may say what it reads of its input.
 */
export type Operation = { answer(input: object, host: string): unknown }['answer']

/** By the name in `x-amz-target`. */
export type Operations = readonly (readonly [target: string, Operation])[]

/** What an operation throws to be answered with 400 and an error of AWS's own. */
export function awsError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, status: 400 })
}
