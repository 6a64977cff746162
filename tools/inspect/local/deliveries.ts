import { eventIdOf } from '../../../lib/notifications/name-message.ts'
import type { ReceiptKey } from '../../../lib/notifications/receipt.ts'
import type { OutgoingCall } from '../../local/outgoing.ts'
import type { FunctionRun, LogEntry, PublishedEvent } from '../../local/watcher.ts'
import { MAX_ROWS } from '../source.ts'
import { createBounded } from './bounded.ts'

/** What became of a receipt behind its answer. */
export interface Delivery {
  readonly begunAt?: number
  readonly endedAt?: number
  readonly outgoing?: readonly OutgoingCall[]
  /** `published`, `failed` and so on, and why. */
  readonly outcome?: string
  readonly reason?: string
}

export interface Published {
  readonly at: number
  /** JSON. */
  readonly text: string
}

export interface Deliveries {
  ran(run: FunctionRun): void
  logged(entry: LogEntry): void
  published(event: PublishedEvent): void
  of(key: ReceiptKey): Delivery | undefined
  /** Each time that the event of this entry was published. */
  eventsOf(subjectKey: string, entryKey: string): readonly Published[]
}

const MAX_EVENT_BYTES = 32 * 1024 * 1024
/** Of one event: at least once is often once. */
const MAX_TIMES = 8

/** Holds what deliver-receipts did, and what came out on the bus. */
export function createDeliveries(clock: () => number): Deliveries {
  const deliveries = createBounded<Delivery>({ values: MAX_ROWS })
  const events = createBounded<readonly Published[]>({ values: MAX_ROWS, bytes: MAX_EVENT_BYTES })

  function add({ subjectKey, receiptKey }: ReceiptKey, more: Delivery): void {
    const name = nameOf(subjectKey, receiptKey)
    deliveries.set(name, { ...deliveries.get(name), ...more })
  }

  return {
    ran({ event, begunAt, endedAt, outgoing }) {
      for (const key of keysIn(event)) add(key, { begunAt, endedAt, outgoing })
    },
    logged({ subjectKey, receiptKey, message, reason }) {
      const [, outcome] = /^receipt (\S+)$/.exec(String(message)) ?? []
      if (outcome === undefined || typeof subjectKey !== 'string' || typeof receiptKey !== 'string') return
      add({ subjectKey, receiptKey }, { outcome, ...(typeof reason === 'string' && { reason }) })
    },
    published(event) {
      const id = String((event.detail as { id?: unknown }).id)
      const published = { at: clock(), text: JSON.stringify(event, null, 2) }
      const all = [...(events.get(id) ?? []), published].slice(-MAX_TIMES)
      events.set(
        id,
        all,
        all.reduce((sum, { text }) => sum + text.length, 0),
      )
    },
    of: ({ subjectKey, receiptKey }) => deliveries.get(nameOf(subjectKey, receiptKey)),
    eventsOf: (subjectKey, entryKey) => events.get(eventIdOf(subjectKey, entryKey)) ?? [],
  }
}

function nameOf(subjectKey: string, receiptKey: string): string {
  return JSON.stringify([subjectKey, receiptKey])
}

/** Of the receipts in an event of the table's stream. */
function keysIn(event: unknown): readonly ReceiptKey[] {
  const { Records = [] } = event as { readonly Records?: readonly StreamRecord[] }
  return Records.flatMap(({ dynamodb }) => {
    const { pk, sk } = dynamodb?.Keys ?? {}
    return pk?.S !== undefined && sk?.S !== undefined ? [{ subjectKey: pk.S, receiptKey: sk.S }] : []
  })
}

interface StreamRecord {
  readonly dynamodb?: {
    readonly Keys?: { readonly pk?: { readonly S?: string }; readonly sk?: { readonly S?: string } }
  }
}
