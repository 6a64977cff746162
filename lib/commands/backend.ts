import type * as v from 'valibot'
import type { BackendCredential } from '../protocol/keys.ts'
import type { PlatformName } from '../protocol/platform.ts'
import type { CommandApi } from './command-api.ts'

/** A genuine command whose turn it is. */
export interface Command<Api extends CommandApi = CommandApi> {
  readonly platform: PlatformName
  readonly clientId: string
  readonly api: Api['name']
  /** Typed by its row: scalars and numbers are strings, money in the smallest unit; unknown fields too are there. */
  readonly request: v.InferOutput<Api['request']>
  /** The same for every delivery of an operation that is recorded, and of a cancel another than of what it cancels. */
  readonly idempotencyKey: string
  /**
   * How often the record says that the operation was begun, this time included, whether or not the call came through. 1
   * does not say that this is the first call: a record may have expired, and what is not recorded always has 1.
   */
  readonly attempt: number
  /** Epoch milliseconds: nothing may be started from then on. */
  readonly deadline: number
  /** Aborts at the deadline. */
  readonly signal: AbortSignal
  /** The request's id in our log and API Gateway's. */
  readonly correlationId: string
  /** How the partner's backend knows us; undefined where the client's secret has none. */
  readonly credential: BackendCredential | undefined
}

/** S with what the row's response asks for; F or U with a code. */
export type OutcomeOf<Api extends CommandApi> =
  | (v.InferInput<Api['response']> & { readonly result: AnsweredResult<'S', 'SUCCESS'> })
  | { readonly result: AnsweredResult<'F' | 'U', string> }

interface AnsweredResult<Status, Code> {
  readonly resultStatus: Status
  readonly resultCode: Code
  readonly resultMessage?: string
}

/**
 * The partner's system. It gives the outcome, which is checked against the row's response, as an object or as the bytes
 * of its JSON; whatever else it does is answered U, and it will be called again. Money moves once if it holds to this:
 * - one effect and one outcome for each idempotency key, for ever, also while the first call still runs;
 * - a pay is refused once its cancel was taken, also where it never saw the pay; the two exclude each other, because a
 *   cancel may come while the pay still runs: two seconds after the pay's deadline, or once it was answered U;
 * - nothing is started after the deadline; S and F are final; what it does not know is U.
 * The name and the message of an error that it throws are logged: they must hold nothing of the request.
 */
export interface Backend<Api extends CommandApi = CommandApi> {
  (command: Command<Api>): Promise<OutcomeOf<Api> | Uint8Array>
  /**
   * Gets ready for a command that is genuine and understood, while its turn is asked for. Nothing of it may be sent yet:
   * the turn may be refused. Where it throws, the command is called without.
   */
  prepare?(errand: Errand): PreparedCall
}

/** Where a command goes, if its turn comes. */
export type Errand = Pick<Command, 'platform' | 'api' | 'credential'>

export interface PreparedCall {
  /** In place of the backend, at most once. */
  readonly backend: Backend
  /** Gives up what is unused; does nothing to a call that was made. */
  close(): void
}

/** One handler for each API of a platform, each typed by its row. */
export type BackendHandlers<Apis extends readonly CommandApi[]> = {
  readonly [Api in Apis[number] as Api['name']]: Backend<Api>
}
