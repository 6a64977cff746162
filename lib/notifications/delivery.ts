import type { PlatformName } from '../protocol/platform.ts'
import type { Bus, DeadLetters } from './bus.ts'
import type { ReceiptReader } from './inbox.ts'
import type { Receipt, ReceiptKey } from './receipt.ts'
import type { ReportApi } from './report-api.ts'
import type { LogEntry, SubjectLog } from './subject-log.ts'

/** What the delivery is made from. */
export interface DeliverParts {
  readonly apisOf: (platform: PlatformName) => readonly ReportApi[]
  readonly receipts: ReceiptReader
  readonly log: SubjectLog
  readonly bus: Bus
  readonly deadLetters: DeadLetters
  /**
   * Has Alipay asked about what a receipt leaves open, once all events are published. May be called again for the same.
   * Throws where that fails. Where there is none, nobody asks.
   */
  readonly announce?: (receipt: Receipt, entry: LogEntry) => Promise<void>
  /** Epoch milliseconds. */
  readonly clock: () => number
}

/** What became of one receipt. */
export interface Delivery {
  readonly key: ReceiptKey
  /**
   * `gone`: the receipt expired or was erased before it was delivered. `failed`: try again. `left`: try again, its turn
   * did not come in time.
   */
  readonly outcome: 'published' | 'gone' | 'dead-lettered' | 'failed' | 'left'
  readonly reason?: string
}

/** Thrown in place of a call that would begin after the deadline. */
export const timeIsOver = new Error('the time is over')

/** The delivery of a receipt at which this was thrown. */
export function undone(key: ReceiptKey, cause: unknown): Delivery {
  if (cause === timeIsOver) return { key, outcome: 'left' }
  return {
    key,
    outcome: 'failed',
    reason: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause),
  }
}

/** The delivery of a later receipt of a subject, which waits for the one that must be tried again. */
export function waiting(key: ReceiptKey, outcome: Delivery['outcome']): Delivery {
  return outcome === 'left'
    ? { key, outcome }
    : { key, outcome: 'failed', reason: 'an earlier receipt of its subject failed' }
}

/** Whether the receipt must be delivered again. */
export function isUndone({ outcome }: Delivery): boolean {
  return outcome === 'failed' || outcome === 'left'
}

/** Keeps the key of a receipt that cannot be delivered among the dead letters. Never rejects. */
export async function giveUp(
  key: ReceiptKey,
  reason: string,
  { deadLetters }: DeliverParts,
): Promise<Delivery> {
  const { subjectKey, receiptKey } = key
  try {
    await deadLetters.send({ subjectKey, receiptKey, reason })
    return { key, outcome: 'dead-lettered', reason }
  } catch (cause) {
    return undone(key, cause)
  }
}
