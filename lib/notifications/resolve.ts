import { bury, type DeliverParts, type Delivery, isUndone, undone, waits } from './delivery.ts'
import { type EnterLog, logOf } from './enter-log.ts'
import { eventOf, type NotificationEvent } from './event.ts'
import { type Fact, factOf } from './fact.ts'
import type { Receipt, ReceiptKey } from './receipt.ts'
import { type Understanding, understand } from './understand.ts'

/** A receipt that stands in its subject's log, with its event. */
export interface Ready {
  readonly key: ReceiptKey
  readonly event: NotificationEvent
}

/** A receipt as it was read, still to be entered. */
interface Reading {
  readonly key: ReceiptKey
  readonly receipt: Receipt
  readonly fact: Fact
  readonly understanding: Understanding | undefined
}

/**
 * Enters the receipts of one subject into its log, in the order given; all are read first, so that the log is read once
 * for all of them. After one that must be tried again none is entered. Never rejects.
 */
export async function resolveSubject(
  keys: readonly ReceiptKey[],
  parts: DeliverParts,
): Promise<readonly (Ready | Delivery)[]> {
  const read = await Promise.all(
    keys.map((key) => readOne(key, parts).catch((cause: unknown) => undone(key, cause))),
  )
  const facts = read.flatMap((one) => ('fact' in one ? [one.fact] : []))
  const enter = logOf(keys[0]?.subjectKey ?? '', facts, parts.log)
  const resolved: (Ready | Delivery)[] = []
  let stopped: Delivery | undefined
  for (const one of read) {
    const outcome =
      'outcome' in one ? one : stopped ? waits(one.key, stopped.outcome) : await enterOne(one, enter)
    if ('outcome' in outcome && isUndone(outcome)) stopped ??= outcome
    resolved.push(outcome)
  }
  return resolved
}

async function readOne(key: ReceiptKey, parts: DeliverParts): Promise<Reading | Delivery> {
  const receipt = await parts.receipts.read(key)
  if (!receipt || receipt.erased) return { key, outcome: 'gone' }
  const apis = parts.apisOf(receipt.platform)
  const understood = understand(receipt, apis)
  if (!understood.ok) return bury(key, understood.refusal, parts)
  return { key, receipt, fact: factOf(receipt, apis), understanding: understood.value }
}

async function enterOne(
  { key, receipt, fact, understanding }: Reading,
  enter: EnterLog,
): Promise<Ready | Delivery> {
  try {
    return { key, event: eventOf(receipt, await enter(fact, understanding), understanding) }
  } catch (cause) {
    return undone(key, cause)
  }
}
