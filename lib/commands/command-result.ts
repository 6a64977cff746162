import type { Platform } from '../protocol/platform.ts'
import { resultBody } from '../protocol/result.ts'
import type { CommandApi } from './command-api.ts'

/** How a command ended: a closed list, fit for a metric. */
export type CommandDisposition =
  /** Executed: S or F, which is told only once it is recorded. */
  | 'succeeded'
  | 'failed'
  /** The handler does not know yet. */
  | 'undecided'
  /** The handler threw, or gave what may not be answered. */
  | 'backend-failed'
  | 'outcome-malformed'
  /** The deadline came first. */
  | 'timed-out'
  /** A cancel or another attempt came between: only what the record says may be told. */
  | 'overtaken'
  /** The journal failed: what it holds is not known. */
  | 'store-failed'
  /** Not executed, by the record. */
  | 'repeated'
  | 'in-progress'
  | 'inconsistent'
  | 'closed'
  /** Not executed, by the message itself. */
  | 'param-illegal'
  | 'unknown-api'
  | 'wrong-url'
  | 'too-old'

/** What became of a command. */
export interface CommandResult {
  readonly disposition: CommandDisposition
  /** The whole answer, as JSON text. */
  readonly body: string
  /** Why, for the log: names of fields, codes and errors, never a value of the message. */
  readonly cause?: string
}

/** While nothing is known that may be told: U, by which the sender asks again. */
export function unknownYet(
  api: CommandApi,
  disposition: 'in-progress' | 'timed-out' | 'overtaken',
  cause: string,
): CommandResult {
  return { disposition, body: resultBody(api.inProgress), cause }
}

/** The sender is asked to send again. */
export function storeFailed({ answers }: Platform, what: string, cause: unknown): CommandResult {
  return {
    disposition: 'store-failed',
    body: resultBody(answers.sendAgain),
    cause: `${what}: ${describe(cause)}`,
  }
}

/** The same result, with one more thing for the log. */
export function withCause(result: CommandResult, more: string): CommandResult {
  return { ...result, cause: result.cause ? `${result.cause}; ${more}` : more }
}

/** Anything can be thrown, also what has no text. */
export function describe(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : typeof cause
}
