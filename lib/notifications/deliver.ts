import { atMost } from './at-most.ts'
import { type DeliverParts, type Delivery, timeIsOver } from './delivery.ts'
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
  parts: DeliverParts,
  deadline = Number.POSITIVE_INFINITY,
): Promise<readonly Delivery[]> {
  const begun = parts.clock()
  const inTurn = atMost(MAX_REQUESTS)
  const resolving = until(begun + (deadline - begun) / 2, parts, inTurn)
  const subjects = [...Map.groupBy(keys, ({ subjectKey }) => subjectKey).values()]
  const resolved = (await Promise.all(subjects.map((group) => resolveSubject(group, resolving)))).flat()
  const ready = resolved.filter((one) => 'event' in one)
  const published = await publishAll(
    ready,
    until(deadline, parts, (step) => step()),
  )
  return [...resolved.filter((one) => 'outcome' in one), ...published]
}

/** The same parts, each step of which takes its turn, and is not begun once the time is over. */
function until(
  deadline: number,
  parts: DeliverParts,
  inTurn: <Value>(step: () => Promise<Value>) => Promise<Value>,
): DeliverParts {
  const { receipts, log, bus, deadLetters, clock } = parts
  const take = <Value>(step: () => Promise<Value>) =>
    inTurn(async () => {
      if (clock() >= deadline) throw timeIsOver
      return step()
    })
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
  }
}
