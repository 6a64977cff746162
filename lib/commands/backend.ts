import type * as v from 'valibot'
import type { BackendCredential } from '../protocol/keys.ts'
import type { PlatformName } from '../protocol/platform.ts'
import type { CommandApi } from './command-api.ts'

/** A genuine command whose turn it is. */
export interface Command<Api extends CommandApi = CommandApi> {
  readonly platform: PlatformName
  readonly clientId: string
  readonly api: Api['name']
  /** Typed by its row: numbers and other scalars are strings, money is in the smallest unit; unknown fields are kept. */
  readonly request: v.InferOutput<Api['request']>
  /**
   * The same at every delivery of an operation that is recorded; a cancel has another than what it cancels. What is not
   * recorded has a new one each time.
   */
  readonly idempotencyKey: string
  /**
   * How often the operation was begun by the record, this time included, whether or not the call came through. 1 does not
   * prove that this is the first call: a record may have expired, and what is not recorded always has 1.
   */
  readonly attempt: number
  /** Epoch milliseconds: nothing may be started from then on. */
  readonly deadline: number
  /** Aborts at the deadline. */
  readonly signal: AbortSignal
  /** The request's id in our log and API Gateway's. */
  readonly correlationId: string
  /** By which the partner's backend knows us; undefined where the client's secret has none. */
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
 * The partner's system. It gives the outcome, as an object or as the bytes of its JSON, which is checked against the
 * row's response; whatever else it does is answered U, and it will be called again. Money moves once if it holds to this:
 * - one effect and one outcome for each idempotency key, for ever, also while the first call still runs;
 * - a payment is refused once its cancel was taken, also where the payment never came. The two exclude each other: a
 *   cancel may come while the payment still runs, two seconds after its deadline or once it was answered U;
 * - nothing is started after the deadline; S and F are final; what it does not know is U.
 * The name and the message of an error that it throws are logged: they must hold nothing of the request.
 */
export interface Backend<Api extends CommandApi = CommandApi> {
  (command: Command<Api>): Promise<OutcomeOf<Api> | Uint8Array>
  /**
   * Gets ready for a command that is genuine and understood, while its turn is claimed. It must send nothing yet: the turn
   * may be refused. If it throws, the backend is called unprepared.
   */
  prepare?(destination: Destination): PreparedCall
}

/** Where a command goes, if it gets its turn. */
export type Destination = Pick<Command, 'platform' | 'api' | 'credential'>

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
