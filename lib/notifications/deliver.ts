import { atMost } from './at-most.ts'
import { type Delivery, type DeliveryDesk, stopperAt } from './delivery.ts'
import { publishAll } from './publish.ts'
import type { ReceiptKey } from './receipt.ts'
import { resolveSubject } from './resolve.ts'

/** Requests to the table at once: fewer than the SDK's connections, none of which may be waited for. */
const MAX_REQUESTS = 40

/**
 * Delivers receipts: each enters its subject's log once, then its event is published. May be repeated, run in parallel
 * and be given any order: the events of a receipt are always the same. From the deadline on (epoch ms) nothing more is
 * begun, and from half the time until then nothing more is entered, so that what was entered is still published. One
 * delivery for each key. Never throws.
 */
export async function deliver(
  keys: readonly ReceiptKey[],
  desk: DeliveryDesk,
  deadline = Number.POSITIVE_INFINITY,
): Promise<readonly Delivery[]> {
  const { clock } = desk
  const begun = clock()
  const inTurn = atMost(MAX_REQUESTS)
  const bounded: DeliveryDesk = {
    ...desk,
    receipts: { read: (key) => inTurn(() => desk.receipts.read(key)) },
    log: {
      latest: (subject) => inTurn(() => desk.log.latest(subject)),
      find: (subject, names) => inTurn(() => desk.log.find(subject, names)),
      append: (subject, entry, names) => inTurn(() => desk.log.append(subject, entry, names)),
    },
  }
  const subjects = [...Map.groupBy(keys, ({ subjectKey }) => subjectKey).values()]
  const stopResolving = stopperAt(begun + (deadline - begun) / 2, clock)
  const resolved = (
    await Promise.all(subjects.map((group) => resolveSubject(group, bounded, stopResolving)))
  ).flat()
  const published = await publishAll(
    resolved.filter((one) => 'event' in one),
    desk,
    stopperAt(deadline, clock),
  )
  return [...resolved.filter((one) => 'outcome' in one), ...published]
}
