import type { BackendCredential } from '../../lib/protocol/keys.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import type { Reply } from '../alipay/signed-request.ts'
import type { CallDirectly, Message } from './direct.ts'
import type { Heard } from './heard.ts'
import type { Money, NewMessage } from './messages.ts'
import type { Purse } from './purse.ts'
import type { Fate, Recorder } from './recorder.ts'

/** What Alipay was answered, and what the backend had said to the function, if it was asked. */
export interface Asked {
  readonly reply: Reply
  readonly isSigned: boolean
  readonly heard: Heard | undefined
}

/** The first message of an API in this run, and what became of it. */
export interface First {
  readonly path: string
  readonly message: Message
  readonly asked: Asked
}

/** Whether minutes are waited for, or what they would do is done. */
export type Patience = 'compressed' | 'long'

/** How the backend is started anew; it resolves when that has been done, and rejects where it cannot be. */
export type Restart = () => Promise<void>

/** Calls the backend as Alipay and the receiver do. */
export interface Calls {
  readonly message: NewMessage
  /** An id that this run has not used. */
  newId(): string
  readonly call: CallDirectly
  /** Signed, sent through the functions, and its signed answer checked. */
  ask(message: Message, fate?: Fate): Promise<Asked>
  /** Ends every environment of the platform's function in the middle of what it does. */
  crash(platform: PlatformName): Promise<void>
  /** Waits until an attempt that broke bars no other; compressed, the journal is told that the time has passed. */
  untilLeaseIsOver(message: Message): Promise<void>
  readonly recorder: Recorder
  readonly patience: Patience
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly amount: Money
  readonly restart: Restart | undefined
  /** Why there is none. */
  readonly noRestart: string
  /** What the backend is shown for a client of the platform. */
  credentialOf(platform: PlatformName): BackendCredential | undefined
  readonly credentialKind: BackendCredential['kind'] | undefined
  /** Whether the backend's clock is this machine's. */
  readonly isLocal: boolean
}

/** What the checks play with: the calls, and what the first of them have shown of the backend. */
export interface Play extends Calls {
  /** The APIs that the backend serves, such as `wallet/pay`. */
  readonly served: ReadonlySet<string>
  readonly firsts: readonly First[]
  /** Shows what the user has; undefined where the backend's answers do not show it. */
  readonly purse: Purse | undefined
  /** An evaluation, and the one that shows that it took the money, or holds it; undefined where nothing shows that. */
  readonly taking?: readonly Heard[]
  /** Whether a refund of more than was paid is refused, so that what can be refunded shows what was paid. */
  readonly refundsAreLimited: boolean
}
