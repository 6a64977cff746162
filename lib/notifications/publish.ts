import { batchesOf } from './batches.ts'
import type { Publication } from './bus.ts'
import { type DeliverParts, type Delivery, giveUp, isUndone, undone, waiting } from './delivery.ts'
import type { Entered } from './enter-receipts.ts'

/**
 * Publishes the events of receipts that were entered, in calls that run side by side. Those of one subject follow each
 * other, each in a call of its own: it begins when the one before has ended, and never where that must be tried again.
 * Never rejects.
 */
export async function publishAll(
  events: readonly Entered[],
  parts: DeliverParts,
): Promise<readonly Delivery[]> {
  /** By subject: the call that its latest event is in, and what stopped it. */
  const calls = new Map<string, Promise<unknown>>()
  const stopped = new Map<string, Delivery>()

  async function publish(batch: readonly Entered[]): Promise<readonly Delivery[]> {
    const held = Map.groupBy(batch, ({ key }) => stopped.has(key.subjectKey))
    const later = (held.get(true) ?? []).map(({ key }) =>
      waiting(key, stopped.get(key.subjectKey)?.outcome ?? 'failed'),
    )
    const deliveries = await publishCall(held.get(false) ?? [], parts)
    for (const delivery of deliveries.filter(isUndone)) stopped.set(delivery.key.subjectKey, delivery)
    return [...deliveries, ...later]
  }

  const all = batchesOf(events).map((batch) => {
    const before = Promise.all(batch.map(({ key }) => calls.get(key.subjectKey)))
    const call = before.then(() => publish(batch))
    for (const { key } of batch) calls.set(key.subjectKey, call)
    return call
  })
  return (await Promise.all(all)).flat()
}

/** A call that is refused as a whole is made again in halves, so that no event suffers for another. */
async function publishCall(batch: readonly Entered[], parts: DeliverParts): Promise<readonly Delivery[]> {
  if (batch.length === 0) return []
  try {
    const outcomes = await parts.bus.publish(batch.map(({ event }) => event))
    if (outcomes !== 'refused') {
      return await Promise.all(batch.map((entered, index) => conclude(entered, outcomes[index], parts)))
    }
  } catch (cause) {
    return batch.map(({ key }) => undone(key, cause))
  }
  const [first] = batch
  if (first && batch.length === 1) return [await conclude(first, 'impossible', parts)]
  const half = Math.ceil(batch.length / 2)
  return [
    ...(await publishCall(batch.slice(0, half), parts)),
    ...(await publishCall(batch.slice(half), parts)),
  ]
}

async function conclude(
  { key }: Entered,
  publication: Publication | undefined,
  parts: DeliverParts,
): Promise<Delivery> {
  if (publication === 'published') return { key, outcome: 'published' }
  if (publication === 'impossible') return giveUp(key, 'EventBridge refuses the event', parts)
  return { key, outcome: 'failed', reason: 'EventBridge did not take the event' }
}
