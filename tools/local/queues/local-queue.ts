import { randomUUID } from 'node:crypto'
import type { EditableLines } from '../files.ts'

/** Texts beside a message's body. */
export type Attributes = Readonly<Record<string, string>>

/** A message that was received: its handle is its id. */
export interface Received {
  readonly messageId: string
  readonly body: string
  /** Epoch milliseconds. */
  readonly sentAt: number
  /** How often it was, this time included. */
  readonly receives: number
  readonly attributes?: Attributes
}

/** A queue of SQS. What it holds is in its file, a line each, and may be edited there. */
export interface LocalQueue {
  readonly name: string
  /** The message's id. Without a delay of its own it has the queue's. */
  send(body: string, delaySeconds?: number, attributes?: Attributes): string
  /** So many at most, hidden from then on: for as long as the queue says, unless it is said. */
  receive(most: number, hiddenSeconds?: number): readonly Received[]
  /** From now on. */
  hide(messageId: string, seconds: number): void
  remove(messageIds: readonly string[]): void
}

export interface QueueOptions {
  readonly name: string
  readonly file: EditableLines
  readonly delaySeconds?: number
  readonly visibilitySeconds?: number
  /** Where a message is moved that was received so often. */
  readonly redrive?: { readonly mostReceives: number; readonly to: EditableLines; readonly name: string }
  /** Epoch milliseconds. */
  readonly clock?: () => number
}

interface Kept {
  readonly messageId: string
  readonly queue: string
  readonly sentAt: string
  /** Epoch milliseconds; of a delayed one. */
  readonly visibleAt?: number
  readonly body: string
  readonly attributes?: Attributes
}

/** What SQS itself does where nothing is said. */
const VISIBILITY_SECONDS = 30

/** What was received and is hidden, and how often it was received, is forgotten with the process: it is then there again. */
export function openQueue(options: QueueOptions): LocalQueue {
  const { name, file, delaySeconds = 0, visibilitySeconds = VISIBILITY_SECONDS, redrive } = options
  const clock = options.clock ?? Date.now
  const hiddenUntil = new Map<string, number>()
  const receives = new Map<string, number>()

  function isVisible({ queue, messageId, visibleAt = 0 }: Kept): boolean {
    return queue === name && Math.max(visibleAt, hiddenUntil.get(messageId) ?? 0) <= clock()
  }

  function remove(messageIds: readonly string[]): void {
    if (messageIds.length === 0) return
    const gone = new Set(messageIds)
    file.replace((file.values() as Kept[]).filter(({ messageId }) => !gone.has(messageId)))
    for (const messageId of gone) {
      hiddenUntil.delete(messageId)
      receives.delete(messageId)
    }
  }

  function hide(messageId: string, seconds: number): void {
    hiddenUntil.set(messageId, clock() + seconds * 1000)
  }

  function isExhausted({ messageId }: Kept): boolean {
    return redrive !== undefined && (receives.get(messageId) ?? 0) >= redrive.mostReceives
  }

  function redriven(exhausted: readonly Kept[]): void {
    redrive?.to.append(exhausted.map(({ visibleAt, ...kept }) => ({ ...kept, queue: redrive.name })))
    remove(exhausted.map(({ messageId }) => messageId))
  }

  return {
    name,
    send(body, delay = delaySeconds, attributes) {
      const messageId = randomUUID()
      const now = clock()
      const sentAt = new Date(now).toISOString()
      const visibleAt = delay > 0 && { visibleAt: now + delay * 1000 }
      file.append([{ messageId, queue: name, sentAt, ...visibleAt, body, ...(attributes && { attributes }) }])
      return messageId
    },
    receive(most, hiddenSeconds = visibilitySeconds) {
      const { exhausted = [], fit = [] } = Object.groupBy(
        (file.values() as Kept[]).filter(isVisible),
        (kept) => (isExhausted(kept) ? 'exhausted' : 'fit'),
      )
      if (exhausted.length > 0) redriven(exhausted)
      return fit.slice(0, most).map(({ messageId, sentAt, body, attributes }) => {
        const times = (receives.get(messageId) ?? 0) + 1
        receives.set(messageId, times)
        hide(messageId, hiddenSeconds)
        return {
          messageId,
          sentAt: Date.parse(sentAt),
          body,
          receives: times,
          ...(attributes && { attributes }),
        }
      })
    },
    hide,
    remove,
  }
}
