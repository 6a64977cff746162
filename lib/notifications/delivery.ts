import type { PlatformName } from '../protocol/platform.ts'
import type { Bus, DeadLetters } from './bus.ts'
import type { ReceiptReader } from './inbox.ts'
import type { NotificationApi } from './notification-api.ts'
import type { ReceiptKey } from './receipt.ts'
import type { SubjectLog } from './subject-log.ts'

export interface DeliverParts {
  readonly apisOf: (platform: PlatformName) => readonly NotificationApi[]
  readonly receipts: ReceiptReader
  readonly log: SubjectLog
  readonly bus: Bus
  readonly deadLetters: DeadLetters
  /** Epoch milliseconds. */
  readonly clock: () => number
}

export interface Delivery {
  readonly key: ReceiptKey
  /**
   * `gone`: the receipt expired or was erased before it was delivered. `failed`: try again. `left`: the time was over
   * before it was its turn.
   */
  readonly outcome: 'published' | 'gone' | 'dead-lettered' | 'failed' | 'left'
  readonly reason?: string
}

/** Thrown in place of a step that would begin after the deadline. */
export const timeIsOver = new Error('the time is over')

/** A delivery that came to nothing. */
export function undone(key: ReceiptKey, cause: unknown): Delivery {
  if (cause === timeIsOver) return { key, outcome: 'left' }
  return {
    key,
    outcome: 'failed',
    reason: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause),
  }
}

/** That the later ones of a subject wait for the one that is tried again. */
export function waits(key: ReceiptKey, outcome: Delivery['outcome']): Delivery {
  return outcome === 'left'
    ? { key, outcome }
    : { key, outcome: 'failed', reason: 'an earlier receipt of its subject failed' }
}

/** Whether the receipt must be delivered again. */
export function isUndone({ outcome }: Delivery): boolean {
  return outcome === 'failed' || outcome === 'left'
}

/** Puts the key of a receipt that cannot be delivered aside. Never rejects. */
export async function bury(
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
