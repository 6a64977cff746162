/** An operation of one of AWS's JSON protocols; `host` is where the caller reached it. */
export type Operation = (input: never, host: string) => unknown

/** By the name in `x-amz-target`. */
export type Operations = readonly (readonly [target: string, Operation])[]

/** What an operation throws to be answered with 400 and an error of AWS's own; its name ends in `Exception`. */
export function awsError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name })
}
