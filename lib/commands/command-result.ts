import type { Platform } from '../protocol/platform.ts'
import { resultBody } from '../protocol/result.ts'
import type { CommandApi } from './command-api.ts'
import type { Outcome } from './journal.ts'

/** How a command ended: a closed list, fit for a metric. */
export type CommandDisposition =
  /** Executed: S or F. Where its API is recorded, answered only once it is. */
  | 'succeeded'
  | 'failed'
  /** The backend does not know yet. */
  | 'undecided'
  /** The backend threw, or gave what may not be answered. */
  | 'backend-failed'
  | 'outcome-malformed'
  /** The deadline came first. */
  | 'timed-out'
  /** A cancel or another attempt came between: only what the record says may be answered. */
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

/** How a command ended, and what is answered. */
export interface CommandResult {
  readonly disposition: CommandDisposition
  /** The whole answer, as JSON text. */
  readonly body: string
  /** Why, for the log: names of fields, codes and errors, never a value of the message. */
  readonly cause?: string
}

/** What is to be recorded of an execution; undefined unless it came to S or F. */
export function outcomeOf({ disposition, body }: CommandResult): Outcome | undefined {
  if (disposition === 'succeeded') return { status: 'S', body }
  return disposition === 'failed' ? { status: 'F', body } : undefined
}

/** U, so that the sender asks again: no outcome may be answered. */
export function unknownYet(
  api: CommandApi,
  disposition: 'in-progress' | 'timed-out' | 'overtaken',
  cause: string,
): CommandResult {
  return { disposition, body: resultBody(api.inProgress), cause }
}

/** The journal failed at this step: the sender is asked to send again. */
export function storeFailed({ answers }: Platform, step: string, cause: unknown): CommandResult {
  return {
    disposition: 'store-failed',
    body: resultBody(answers.sendAgain),
    cause: `${step}: ${describe(cause)}`,
  }
}

/** The same result, with one more thing for the log. */
export function withCause(result: CommandResult, more: string): CommandResult {
  return { ...result, cause: result.cause ? `${result.cause}; ${more}` : more }
}

/** A thrown value as text for the log. Anything can be thrown, also what has no text. */
export function describe(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : typeof cause
}
