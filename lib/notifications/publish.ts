import { atMost } from './at-most.ts'
import { batchesOf } from './batches.ts'
import type { Publication } from './bus.ts'
import { bury, type DeliverParts, type Delivery, isUndone, undone, waits } from './delivery.ts'
import type { Ready } from './resolve.ts'

/** Calls of EventBridge at once: a whole batch of receipts where each is of another subject. */
const MAX_CALLS = 10

/**
 * Publishes events, in calls that run at once. Those of one subject follow each other: each in a call of its own that
 * begins when the one before has succeeded, and none where that must be tried again. Never rejects.
 */
export async function publishAll(
  events: readonly Ready[],
  parts: DeliverParts,
): Promise<readonly Delivery[]> {
  const inTurn = atMost(MAX_CALLS)
  /** By subject the call that its latest event is in, and what stopped it. */
  const calls = new Map<string, Promise<unknown>>()
  const stopped = new Map<string, Delivery>()

  async function publish(batch: readonly Ready[]): Promise<readonly Delivery[]> {
    const held = Map.groupBy(batch, ({ key }) => stopped.has(key.subjectKey))
    const waiting = (held.get(true) ?? []).map(({ key }) =>
      waits(key, stopped.get(key.subjectKey)?.outcome ?? 'failed'),
    )
    const deliveries = await publishCall(held.get(false) ?? [], parts)
    for (const delivery of deliveries.filter(isUndone)) stopped.set(delivery.key.subjectKey, delivery)
    return [...deliveries, ...waiting]
  }

  const all = batchesOf(events).map((batch) => {
    const before = Promise.all(batch.map(({ key }) => calls.get(key.subjectKey)))
    const call = before.then(() => inTurn(() => publish(batch)))
    for (const { key } of batch) calls.set(key.subjectKey, call)
    return call
  })
  return (await Promise.all(all)).flat()
}

/** A call that is refused as a whole is made in halves, so that none suffers for another. */
async function publishCall(batch: readonly Ready[], parts: DeliverParts): Promise<readonly Delivery[]> {
  if (batch.length === 0) return []
  try {
    const outcomes = await parts.bus.publish(batch.map(({ event }) => event))
    if (outcomes !== 'refused') {
      return await Promise.all(batch.map((ready, index) => conclude(ready, outcomes[index], parts)))
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
  { key }: Ready,
  publication: Publication | undefined,
  parts: DeliverParts,
): Promise<Delivery> {
  if (publication === 'published') return { key, outcome: 'published' }
  if (publication === 'impossible') return bury(key, 'EventBridge refuses the event', parts)
  return { key, outcome: 'failed', reason: 'EventBridge did not take the event' }
}
