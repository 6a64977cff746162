import type { Inbox } from '../notifications/inbox.ts'
import type { SubjectLog } from '../notifications/subject-log.ts'
import type { Platform } from '../protocol/platform.ts'
import type { InquiryApi } from './inquiry-api.ts'
import type { PlatformKeys, RefusedWatches, SignedCall, Versioned, WakeUps } from './ports.ts'
import type { TurnRecord } from './turns.ts'
import type { Watch } from './watch.ts'

/** A platform whose gateway can be asked. */
export interface AskedPlatform {
  readonly platform: Platform
  readonly inquiries: readonly InquiryApi[]
  readonly keys: PlatformKeys
}

/** What the engine is made from; all durations in milliseconds. */
export interface TendParts {
  /** Undefined for whatever names no platform that has inquiries; anybody may have written it. */
  readonly platformOf: (name: string) => AskedPlatform | undefined
  readonly log: Pick<SubjectLog, 'latest'>
  readonly inbox: Inbox
  /** By the key of the subject. */
  readonly watches: Versioned<Watch>
  /** By the key of the client. */
  readonly turns: Versioned<TurnRecord>
  readonly wakeUps: WakeUps
  readonly refused: RefusedWatches
  readonly call: SignedCall
  /** Epoch milliseconds. */
  readonly clock: () => number
  readonly newReceiptId: () => string
  /** How long receipts are kept; 0 for ever. */
  readonly retentionMs: number
  readonly maxSkewMs: number
  /** Of one client: a whole number, 1 at least. */
  readonly asksPerSecond: number
}
