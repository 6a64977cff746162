import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Bus, Publication } from '../../lib/notifications/bus.ts'
import { deliver } from '../../lib/notifications/deliver.ts'
import type { DeliverParts } from '../../lib/notifications/delivery.ts'
import type { NotificationEvent } from '../../lib/notifications/event.ts'
import type { Receipt } from '../../lib/notifications/receipt.ts'
import { receive } from '../../lib/notifications/receive.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { memoryBus, memoryDeadLetters } from '../support/memory/memory-bus.ts'
import { memoryLog } from '../support/memory/memory-log.ts'
import { receiveParts } from '../support/memory/receive-parts.ts'
import { createGates } from '../support/model/schedule.ts'
import { sampleOf, variantOf } from '../support/request/samples.ts'
import { noon, verifiedRequest } from '../support/request/verified-request.ts'

const receiving = receiveParts()
const { inbox } = receiving

async function received(paymentRequestId: string, paymentId: string): Promise<Receipt> {
  const body = variantOf(sampleOf('antom'), { paymentRequestId, paymentId })
  await receive(verifiedRequest(body), receiving, noon)
  const receipt = inbox.receipts().at(-1)
  if (!receipt) throw new Error('nothing was received')
  return receipt
}

/** Four receipts of each of thirty payments, the payments in turn. */
const receipts: Receipt[] = []
for (let turn = 0; turn < 4; turn++) {
  for (let payment = 0; payment < 30; payment++) receipts.push(await received(`p${payment}`, `${turn}`))
}

function deskWith(changes: Partial<DeliverParts>) {
  const queue = memoryDeadLetters()
  const desk: DeliverParts = {
    apisOf: notificationsOf,
    receipts: inbox,
    log: memoryLog(),
    bus: memoryBus(),
    deadLetters: queue,
    clock: () => 0,
    ...changes,
  }
  return { desk, letters: queue.letters }
}

const receiptOf = ({ subjectKey, detail }: NotificationEvent) => {
  const { sequence } = JSON.parse(detail)
  return receipts.filter((receipt) => receipt.subjectKey === subjectKey)[sequence - 1]
}

describe('the calls of EventBridge', () => {
  it('run ten at once at most, and no subject is in two that run', async () => {
    let running: NotificationEvent[][] = []
    let most = 0
    const bus: Bus = {
      async publish(events) {
        const call = [...events]
        running.push(call)
        most = Math.max(most, running.length)
        const subjects = running.flat().map(({ subjectKey }) => subjectKey)
        expect(new Set(subjects).size).toBe(subjects.length)
        await new Promise((resolve) => setImmediate(resolve))
        running = running.filter((each) => each !== call)
        return events.map(() => 'published')
      },
    }
    const many: Receipt[] = []
    for (let payment = 0; payment < 150; payment++) many.push(await received(`many-${payment}`, '1'))
    const deliveries = await deliver([...receipts, ...many], deskWith({ bus }).desk)
    expect(deliveries.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 270 }, () => 'published'))
    expect(most).toBe(10)
  })

  it('come to what each event deserves, whatever fails and whatever ends first', async () => {
    const fates = fc.constantFrom<Publication | 'throws'>(
      'published',
      'published',
      'failed',
      'impossible',
      'throws',
    )
    const some = fc.shuffledSubarray(receipts, { maxLength: 40 })
    const order = fc.array(fc.nat(), { maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(
        some,
        fc.dictionary(fc.nat(119).map(String), fates),
        order,
        async (given, fate, chosen) => {
          const fateOf = (event: NotificationEvent) => {
            const receipt = receiptOf(event)
            return fate[receipt ? receipts.indexOf(receipt) : -1] ?? 'published'
          }
          const working = memoryBus((event) => fateOf(event) as Publication)
          const bus: Bus = {
            publish: (events) =>
              events.some((event) => fateOf(event) === 'throws')
                ? Promise.reject(new Error('it is down'))
                : working.publish(events),
          }
          // Numbered as they came, so that an event says which receipt it is of.
          const { desk, letters } = deskWith({})
          await deliver(receipts, desk)
          const gates = createGates()
          const delivering = deliver(given, { ...desk, bus: gates.hold('one', bus) })
          let step = 0
          await gates.open((ways) => (chosen[step++] ?? 0) % ways, 0)
          const deliveries = await delivering
          const outcomes = new Map(deliveries.map(({ key, outcome }) => [key, outcome]))

          expect(outcomes.size).toBe(given.length)
          const published = working.published.map(receiptOf)
          for (const [, own] of Map.groupBy(given, ({ subjectKey }) => subjectKey)) {
            const ended = own.findIndex((key) => outcomes.get(key) === 'failed')
            const due = ended < 0 ? own : own.slice(0, ended)
            // What is behind a failure waits for it, and what is before it was told in its order.
            for (const key of own.slice(due.length)) expect(outcomes.get(key)).toBe('failed')
            const told = due.filter((key) => outcomes.get(key) === 'published')
            expect(published.filter((receipt) => receipt && own.includes(receipt))).toEqual(told)
          }
          expect(letters.map(({ receiptKey }) => receiptKey).toSorted()).toEqual(
            deliveries
              .filter(({ outcome }) => outcome === 'dead-lettered')
              .map(({ key }) => key.receiptKey)
              .toSorted(),
          )
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('a call that is refused as a whole', () => {
  const ten = receipts.slice(0, 10)
  /** Refuses every call that holds the event of one of these. */
  function refusing(bad: readonly Receipt[], log: number[] = []): Bus {
    const working = memoryBus()
    return {
      async publish(events) {
        log.push(events.length)
        const isBad = events.some(({ subjectKey }) =>
          bad.some((receipt) => receipt.subjectKey === subjectKey),
        )
        return isBad ? 'refused' : working.publish(events)
      },
    }
  }

  it.each([[[0]], [[9]], [[4, 5]], [[0, 3, 9]]])(
    'is made in halves until those at fault stand alone: %s',
    async (at) => {
      const bad = ten.filter((_, index) => at.includes(index))
      const { desk, letters } = deskWith({ bus: refusing(bad) })
      const outcomes = new Map((await deliver(ten, desk)).map(({ key, outcome }) => [key, outcome]))
      expect(ten.filter((key) => outcomes.get(key) === 'dead-lettered')).toEqual(bad)
      expect(ten.filter((key) => outcomes.get(key) === 'published')).toHaveLength(10 - bad.length)
      expect(letters).toEqual(
        bad.map(({ subjectKey, receiptKey }) => ({
          subjectKey,
          receiptKey,
          reason: 'EventBridge refuses the event',
        })),
      )
    },
  )

  it('takes few calls', async () => {
    const calls: number[] = []
    await deliver(ten, deskWith({ bus: refusing(ten.slice(9), calls) }).desk)
    expect(calls).toEqual([10, 5, 5, 3, 2, 1, 1])
  })

  it('is no reason to give an event up where a half fails otherwise', async () => {
    const bus: Bus = {
      publish: (events) =>
        events.length > 5 ? Promise.resolve('refused') : Promise.reject(new Error('throttled')),
    }
    const { desk, letters } = deskWith({ bus })
    expect(await deliver(ten, desk)).toEqual(
      ten.map((key) => ({ key, outcome: 'failed', reason: 'Error: throttled' })),
    )
    expect(letters).toEqual([])
  })
})

describe('a deadline', () => {
  const three = receipts.slice(0, 3)
  const outcomesOf = async (desk: DeliverParts, given: readonly Receipt[], deadline: number) => {
    const deliveries = await deliver(given, desk, deadline)
    return given.map((key) => deliveries.find((delivery) => delivery.key === key)?.outcome)
  }

  it('leaves half of the time for what was entered: it is published, the rest is left', async () => {
    const own = receipts.filter(({ subjectKey }) => subjectKey === receipts[0]?.subjectKey)
    let now = 0
    const log = memoryLog()
    const slow: DeliverParts['log'] = {
      ...log,
      append: async (...entry) => {
        now += 400
        return log.append(...entry)
      },
    }
    const bus = memoryBus()
    const { desk } = deskWith({ log: slow, bus, clock: () => now })
    expect(await outcomesOf(desk, own, 1_000)).toEqual(['published', 'published', 'left', 'left'])
    expect(bus.published).toHaveLength(2)
  })

  it('ends a contention in which others have the number each time', async () => {
    let now = 0
    const log: DeliverParts['log'] = {
      latest: async () => [],
      find: async () => [],
      append: async () => {
        now += 10
        return false
      },
    }
    expect(await outcomesOf(deskWith({ log, clock: () => now }).desk, three, 1_000)).toEqual([
      'left',
      'left',
      'left',
    ])
  })

  it('begins no dead letter either', async () => {
    let now = 0
    const bus: Bus = {
      async publish(events) {
        now = 1_000
        return events.map(() => 'impossible')
      },
    }
    const { desk, letters } = deskWith({ bus, clock: () => now })
    expect(await outcomesOf(desk, three, 1_000)).toEqual(['left', 'left', 'left'])
    expect(letters).toEqual([])
  })
})

describe('the log of a subject', () => {
  it('is read once for all receipts of a batch, and again where another appended', async () => {
    const log = memoryLog()
    let reads = 0
    let lost = false
    const counting: DeliverParts['log'] = {
      ...log,
      latest: (subject) => {
        reads++
        return log.latest(subject)
      },
      append: async (subject, entry, names) => {
        if (lost || entry.sequence !== 3) return log.append(subject, entry, names)
        lost = true
        const rival = { ...entry, key: 'receipt#rival', receiptId: 'rival' }
        await log.append(subject, rival, [rival.key])
        return false
      },
    }
    const own = receipts.filter(({ subjectKey }) => subjectKey === receipts[0]?.subjectKey)
    const { desk } = deskWith({ log: counting })
    await deliver(own, desk)
    expect(reads).toBe(2)
    expect(log.entries(own[0]?.subjectKey ?? '').map(({ receiptId }) => receiptId)).toEqual([
      own[0]?.receiptId,
      own[1]?.receiptId,
      'rival',
      own[2]?.receiptId,
      own[3]?.receiptId,
    ])
    await deliver(own, desk)
    expect(reads).toBe(3)
  })
})
