import type { NotificationEvent } from './event.ts'
import type { ReceiptKey } from './receipt.ts'

/** What became of one event of a call: `failed` may succeed later, `impossible` never will. */
export type Publication = 'published' | 'failed' | 'impossible'

export interface Bus {
  /**
   * Publishes up to ten events in one call; one outcome each, in order. `refused`: the call as a whole is not valid, for
   * what it holds. Throws where it fails for another reason.
   */
  publish(events: readonly NotificationEvent[]): Promise<readonly Publication[] | 'refused'>
}

export interface DeadLetter extends ReceiptKey {
  /** What makes delivery of this one receipt impossible. */
  readonly reason: string
}

export interface DeadLetters {
  /** Keeps the key of a receipt that cannot be delivered. Throws where the queue fails. */
  send(letter: DeadLetter): Promise<void>
}
