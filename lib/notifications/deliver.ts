import { type DeliverParts, type Delivery, timeIsOver, undone } from './delivery.ts'
import { type Entered, enterReceipts } from './enter-receipts.ts'
import { publishAll } from './publish.ts'
import type { ReceiptKey } from './receipt.ts'

/** Requests to the table at once: fewer than the SDK's connections, none of which may be waited for. */
const MAX_TABLE_REQUESTS = 40
/** Calls of EventBridge at once: a whole batch of receipts where each is of another subject. */
const MAX_BUS_CALLS = 10

/**
 * Delivers receipts: each is entered into its subject's log once, then its event is published. May be repeated, run in
 * parallel and be given any order: the events of a receipt are always the same. From the deadline on (epoch
 * milliseconds) nothing more is begun, and from half the time until then nothing more is entered, so that what was
 * entered is still published. One delivery for each key. Never throws.
 */
export async function deliver(
  keys: readonly ReceiptKey[],
  parts: DeliverParts,
  deadline = Number.POSITIVE_INFINITY,
): Promise<readonly Delivery[]> {
  const begunAt = parts.clock()
  const entering = limited(parts, MAX_TABLE_REQUESTS, begunAt + (deadline - begunAt) / 2)
  const subjects = [...Map.groupBy(keys, ({ subjectKey }) => subjectKey).values()]
  const entered = (await Promise.all(subjects.map((group) => enterReceipts(group, entering)))).flat()
  const ready = entered.filter((one) => 'event' in one)
  const inTime = limited(parts, MAX_BUS_CALLS, deadline)
  const published = await publishAll(ready, inTime)
  const announced = await announceAll(ready, published, inTime)
  return [...entered.filter((one) => 'outcome' in one), ...announced]
}

/**
 * Announces what was published, after all of it: while that fails, every event comes all the same, and then once more.
 * Never rejects.
 */
function announceAll(
  entered: readonly Entered[],
  deliveries: readonly Delivery[],
  { announce }: DeliverParts,
): Promise<readonly Delivery[]> {
  const byKey = new Map(entered.map((one) => [one.key, one]))
  return Promise.all(
    deliveries.map(async (delivery) => {
      const one = delivery.outcome === 'published' && byKey.get(delivery.key)
      if (!one || !announce) return delivery
      try {
        await announce(one.receipt, one.entry)
        return delivery
      } catch (cause) {
        return undone(one.key, cause)
      }
    }),
  )
}

/** The same parts; at most so many calls of them run at once, and from the deadline on none is begun. */
function limited(parts: DeliverParts, atOnce: number, deadline: number): DeliverParts {
  const { receipts, log, bus, deadLetters, announce, clock } = parts
  const inTurn = atMost(atOnce)

  function take<Value>(call: () => Promise<Value>): Promise<Value> {
    return inTurn(async () => {
      if (clock() >= deadline) throw timeIsOver
      return call()
    })
  }

  return {
    ...parts,
    receipts: { read: (key) => take(() => receipts.read(key)) },
    log: {
      latest: (subject) => take(() => log.latest(subject)),
      find: (subject, names) => take(() => log.find(subject, names)),
      append: (subject, entry, names) => take(() => log.append(subject, entry, names)),
    },
    bus: { publish: (events) => take(() => bus.publish(events)) },
    deadLetters: { send: (letter) => take(() => deadLetters.send(letter)) },
    ...(announce && { announce: (receipt, entry) => take(() => announce(receipt, entry)) }),
  }
}

/** Makes calls as they are given, at most so many at once; the rest wait their turn, first come first served. */
function atMost(limit: number): <Value>(call: () => Promise<Value>) => Promise<Value> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (call) => {
    if (running < limit) running++
    else await new Promise<void>((turn) => waiting.push(turn))
    try {
      return await call()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
