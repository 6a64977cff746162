import type { PlatformName } from '../protocol/platform.ts'
import { batchesOf } from './batches.ts'
import type { Bus, DeadLetters, Publication } from './bus.ts'
import { eventOf, type NotificationEvent } from './event.ts'
import type { ReceiptReader } from './inbox.ts'
import { nextEntry } from './next-entry.ts'
import type { NotificationApi } from './notification-api.ts'
import type { Receipt, ReceiptKey } from './receipt.ts'
import type { LogEntry, SubjectLog } from './subject-log.ts'
import { type Understanding, understand } from './understand.ts'

const MAX_APPENDS = 20

export interface DeliveryDesk {
  readonly apisOf: (platform: PlatformName) => readonly NotificationApi[]
  readonly receipts: ReceiptReader
  readonly log: SubjectLog
  readonly bus: Bus
  readonly deadLetters: DeadLetters
}

export interface Delivery {
  readonly key: ReceiptKey
  /** `gone`: the receipt expired or was erased before it was delivered. `failed`: try again. */
  readonly outcome: 'published' | 'gone' | 'dead-lettered' | 'failed'
  readonly reason?: string
}

interface Ready {
  readonly key: ReceiptKey
  readonly event: NotificationEvent
}

/**
 * Delivers receipts: each enters its subject's log once, then its event is published. May be repeated, run in parallel
 * and be given any order: the events of a receipt are always the same. Never throws.
 */
export async function deliver(keys: readonly ReceiptKey[], desk: DeliveryDesk): Promise<readonly Delivery[]> {
  const subjects = Map.groupBy(keys, ({ subjectKey }) => subjectKey)
  const resolved = (
    await Promise.all([...subjects.values()].map((group) => resolveInOrder(group, desk)))
  ).flat()
  const deliveries = resolved.filter((one) => 'outcome' in one)
  for (const batch of batchesOf(resolved.filter((one) => 'event' in one))) {
    deliveries.push(...(await publish(batch, desk)))
  }
  return deliveries
}

/** Receipts of one subject one after the other, so that a batch numbers them in the order in which they came. */
async function resolveInOrder(
  keys: readonly ReceiptKey[],
  desk: DeliveryDesk,
): Promise<(Ready | Delivery)[]> {
  const resolved: (Ready | Delivery)[] = []
  for (const key of keys)
    resolved.push(await resolve(key, desk).catch((cause: unknown) => failed(key, cause)))
  return resolved
}

async function resolve(key: ReceiptKey, desk: DeliveryDesk): Promise<Ready | Delivery> {
  const receipt = await desk.receipts.read(key)
  if (!receipt || receipt.erased) return { key, outcome: 'gone' }
  const understood = understand(receipt, desk.apisOf(receipt.platform))
  if (!understood.ok) return bury(key, understood.refusal, desk)
  const entry = await entryOf(receipt, understood.value, desk.log)
  return { key, event: eventOf(receipt, entry, understood.value) }
}

/** The receipt's own entry of the log: the one that stands, else a new one. */
async function entryOf(
  receipt: Receipt,
  understanding: Understanding | undefined,
  log: SubjectLog,
): Promise<LogEntry> {
  for (let attempt = 0; attempt < MAX_APPENDS; attempt++) {
    const entries = await log.entries(receipt.subjectKey)
    const held = entries.find(({ receiptKey }) => receiptKey === receipt.receiptKey)
    if (held) return held
    const entry = nextEntry(entries.at(-1), receipt, understanding)
    if (await log.append(receipt.subjectKey, entry)) return entry
  }
  throw new Error('the log of the subject is contended')
}

async function publish(batch: readonly Ready[], desk: DeliveryDesk): Promise<readonly Delivery[]> {
  try {
    const outcomes = await desk.bus.publish(batch.map(({ event }) => event))
    return await Promise.all(batch.map(({ key }, index) => conclude(key, outcomes[index] ?? 'failed', desk)))
  } catch (cause) {
    return batch.map(({ key }) => failed(key, cause))
  }
}

async function conclude(key: ReceiptKey, publication: Publication, desk: DeliveryDesk): Promise<Delivery> {
  if (publication === 'published') return { key, outcome: 'published' }
  if (publication === 'impossible') return bury(key, 'EventBridge refuses the event', desk)
  return failed(key, 'EventBridge did not take the event')
}

async function bury(key: ReceiptKey, reason: string, { deadLetters }: DeliveryDesk): Promise<Delivery> {
  const { subjectKey, receiptKey } = key
  try {
    await deadLetters.send({ subjectKey, receiptKey, reason })
    return { key, outcome: 'dead-lettered', reason }
  } catch (cause) {
    return failed(key, cause)
  }
}

function failed(key: ReceiptKey, cause: unknown): Delivery {
  return {
    key,
    outcome: 'failed',
    reason: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause),
  }
}
