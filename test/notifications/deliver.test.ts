import { describe, expect, it } from 'vitest'
import type { Bus } from '../../lib/notifications/bus.ts'
import { deliver } from '../../lib/notifications/deliver.ts'
import type { DeliverParts } from '../../lib/notifications/delivery.ts'
import type { NotificationEvent } from '../../lib/notifications/event.ts'
import type { Receipt, ReceiptKey } from '../../lib/notifications/receipt.ts'
import { receive } from '../../lib/notifications/receive.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { memoryBus, memoryDeadLetters } from '../support/memory/memory-bus.ts'
import { memoryLog } from '../support/memory/memory-log.ts'
import { receiveParts } from '../support/memory/receive-parts.ts'
import { sampleOf, variantOf } from '../support/request/samples.ts'
import { noon, verifiedRequest } from '../support/request/verified-request.ts'

const receiving = receiveParts()
const { inbox } = receiving

async function received(body: string | Buffer): Promise<Receipt> {
  await receive(verifiedRequest(body), receiving, noon)
  const receipt = inbox.receipts().at(-1)
  if (!receipt) throw new Error('nothing was received')
  return receipt
}

const paymentOf = (paymentRequestId: string) => received(variantOf(sampleOf('antom'), { paymentRequestId }))

const pending = await received(
  variantOf(sampleOf('antom', 'notifyPayment.pending'), { paymentRequestId: 'p1' }),
)
const one = await paymentOf('p1')
const two = await paymentOf('p2')
const three = await paymentOf('p3')
const strange = await received('hello')
const gone: ReceiptKey = { ...one, receiptKey: 'receipt#notifyPayment#expired' }

const failing = () => Promise.reject(new Error('it is down'))
const isAbout = (receipt: Receipt) => (event: NotificationEvent) => event.subjectKey === receipt.subjectKey

function deliverParts(changes: Partial<DeliverParts> = {}) {
  const [bus, queue, log] = [memoryBus(), memoryDeadLetters(), memoryLog()]
  const parts = {
    apisOf: notificationsOf,
    receipts: inbox,
    log,
    bus,
    deadLetters: queue,
    clock: () => 0,
    ...changes,
  }
  return { parts, log, published: bus.published, calls: bus.calls, letters: queue.letters }
}

/** What became of each receipt, in the order of the keys. */
async function outcomesOf(keys: readonly ReceiptKey[], parts: DeliverParts) {
  const deliveries = await deliver(keys, parts)
  return keys.map((key) => deliveries.find((delivery) => delivery.key === key)?.outcome)
}

describe('deliver', () => {
  it('publishes the event of each receipt, and reports each key once', async () => {
    const { parts, published } = deliverParts()
    const deliveries = await deliver([one, two, strange], parts)
    expect(deliveries).toEqual([one, two, strange].map((key) => ({ key, outcome: 'published' })))
    expect(published.map(({ detailType }) => detailType)).toEqual([
      'notifyPayment',
      'notifyPayment',
      'unrecognised',
    ])
  })

  it('announces what each receipt left, once every event is published', async () => {
    const left: string[] = []
    const { parts, published } = deliverParts({
      announce: async (receipt, { sequence, after }) => {
        left.push(`${receipt.subject} ${sequence} ${after}, ${published.length} published`)
      },
    })
    expect(await outcomesOf([pending, one], parts)).toEqual(['published', 'published'])
    expect(left).toEqual(['payment#p1 1 PENDING, 2 published', 'payment#p1 2 SUCCESS, 2 published'])
  })

  it('tries again what could not be announced, and what comes after it', async () => {
    const { parts } = deliverParts({ announce: failing })
    expect(await outcomesOf([pending, one, two], parts)).toEqual(['failed', 'failed', 'failed'])
    const { parts: unpublished, published } = deliverParts({
      announce: failing,
      bus: memoryBus(() => 'failed'),
    })
    expect((await deliver([one], unpublished))[0]?.reason).toBe('EventBridge did not take the event')
    expect(published).toEqual([])
  })

  it('numbers the receipts of a subject as they come, and never puts two of them in one call', async () => {
    const { parts, calls, published } = deliverParts()
    await deliver([pending, two, one], parts)
    expect(calls.map(({ length }) => length)).toEqual([2, 1])
    const ofSubject = published.filter(isAbout(one)).map(({ detail }) => JSON.parse(detail))
    expect(ofSubject.map(({ sequence, state }) => [sequence, state.after])).toEqual([
      [1, 'PENDING'],
      [2, 'SUCCESS'],
    ])
  })

  it('publishes the very same event again, and leaves the log as it is', async () => {
    const { parts, log, published } = deliverParts()
    await deliver([one], parts)
    await deliver([pending, one], parts)
    const [first, , again] = published
    expect(again).toEqual(first)
    expect(log.entries(one.subjectKey)).toHaveLength(2)
  })

  it('passes over a receipt that is gone', async () => {
    const { parts, log, published } = deliverParts()
    expect(await outcomesOf([gone, two], parts)).toEqual(['gone', 'published'])
    expect(published).toHaveLength(1)
    expect(log.entries(gone.subjectKey)).toEqual([])
  })

  it('passes over one that is gone where the log is too long to be read at once', async () => {
    const { parts, log } = deliverParts()
    for (let sequence = 1; sequence <= 12; sequence++) {
      const key = `receipt#notifyPayment#${sequence}`
      const states = { before: null, after: null, changed: false, stale: false, conflicting: false }
      await log.append(one.subjectKey, { sequence, key, receiptId: key, digest: '', ...states }, [key])
    }
    expect(await outcomesOf([gone, one], parts)).toEqual(['gone', 'published'])
  })

  it('sends the key of a receipt whose row is gone to the dead letters, and goes on', async () => {
    const { parts, letters } = deliverParts({ apisOf: () => [] })
    expect(await outcomesOf([one, strange], parts)).toEqual(['dead-lettered', 'published'])
    expect(letters).toEqual([
      {
        subjectKey: one.subjectKey,
        receiptKey: one.receiptKey,
        reason: 'no row for notifyPayment',
      },
    ])
  })

  it('sends what EventBridge will never take to the dead letters, and tries again what it may take', async () => {
    const bus = memoryBus((event) =>
      isAbout(one)(event) ? 'impossible' : isAbout(two)(event) ? 'failed' : 'published',
    )
    const { parts, letters } = deliverParts({ bus })
    expect(await outcomesOf([one, two, three], parts)).toEqual(['dead-lettered', 'failed', 'published'])
    expect(letters).toMatchObject([{ receiptKey: one.receiptKey, reason: 'EventBridge refuses the event' }])
  })

  it('takes an outcome that EventBridge leaves out for a failure', async () => {
    const { parts } = deliverParts({ bus: { publish: async () => ['published'] } })
    expect(await outcomesOf([one, two], parts)).toEqual(['published', 'failed'])
  })

  describe('tries again, and never throws, where', () => {
    it.each<[string, Partial<DeliverParts>]>([
      ['the receipts cannot be read', { receipts: { read: failing } }],
      ['the log cannot be read', { log: { ...memoryLog(), latest: failing } }],
      ['the log cannot be written', { log: { ...memoryLog(), append: failing } }],
      ['EventBridge fails', { bus: { publish: failing } }],
      ['the dead letters fail', { apisOf: () => [], deadLetters: { send: failing } }],
    ])('%s', async (_, changes) => {
      const { parts } = deliverParts(changes)
      expect(await deliver([one, two], parts)).toEqual([
        { key: one, outcome: 'failed', reason: 'Error: it is down' },
        { key: two, outcome: 'failed', reason: 'Error: it is down' },
      ])
    })

    it('one call of several fails, and only what was in it', async () => {
      const working = memoryBus()
      const bus: Bus = {
        publish: async (events) => (events.some(isAbout(two)) ? failing() : working.publish(events)),
      }
      const { parts } = deliverParts({ bus })
      const others: Receipt[] = []
      for (let index = 0; index < 8; index++) others.push(await paymentOf(`other-${index}`))
      // The first call holds ten, the second the last of the others and what waits for `pending`.
      expect(await outcomesOf([pending, two, ...others, three, one], parts)).toEqual([
        ...Array.from({ length: 10 }, () => 'failed'),
        'published',
        'failed',
      ])
    })
  })

  it('does nothing for no receipts', async () => {
    const { parts, calls } = deliverParts()
    expect(await deliver([], parts)).toEqual([])
    expect(calls).toEqual([])
  })
})
