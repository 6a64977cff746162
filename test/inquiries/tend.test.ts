import { describe, expect, it } from 'vitest'
import { tend } from '../../lib/inquiries/tend.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { inquiriesOf } from '../../lib/platforms/inquiries.ts'
import { worldfirst } from '../../lib/platforms/worldfirst/platform.ts'
import { refused } from '../../lib/protocol/checked.ts'
import { ringOf } from '../protocol/sender.ts'
import {
  askingClient,
  noPayment,
  payment,
  paymentIs,
  paymentKey,
  tendParts,
} from '../support/memory/tend-parts.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const { gateway, ...noGateway } = askingClient

const settled = {
  sequence: 1,
  key: 'receipt#notifyPayment#p1',
  receiptId: 'id',
  digest: 'digest',
  before: null,
  after: 'SUCCESS',
  changed: true,
  stale: false,
  conflicting: false,
}

describe('an announced payment', () => {
  it('whose notification came in time costs no call and no write', async () => {
    const engine = tendParts()
    await engine.log.append(paymentKey, settled, [])
    expect(await engine.send()).toEqual({
      platform: 'antom',
      api: 'inquiryPayment',
      clientId: 'CLIENT_1',
      subject: 'payment#p1',
      outcome: 'settled',
    })
    expect([engine.questions, engine.wakeUps.sent, engine.inbox.puts()]).toEqual([[], [], 0])
    expect(engine.watch()).toBeUndefined()
  })

  it('is asked about at once, and its final answer is a receipt', async () => {
    const engine = tendParts()
    expect(await engine.send()).toMatchObject({ outcome: 'answered' })
    expect(engine.questions.map(({ path, body }) => [path, JSON.parse(body.toString())])).toEqual([
      ['/api/v1/payments/inquiryPayment', { paymentRequestId: 'p1' }],
    ])
    expect(engine.inbox.receipts()).toMatchObject([
      { subjectKey: paymentKey, api: 'inquiryPayment', identity: 'SUCCESS', askedAfter: 0 },
    ])
    expect(engine.wakeUps.sent).toEqual([])
  })

  it('is asked about as its row says, until it is final; a hundred answers leave one receipt', async () => {
    let asked = 0
    const engine = tendParts({ says: () => paymentIs(++asked < 15 ? 'PROCESSING' : 'SUCCESS') })
    let tended = await engine.send()
    for (let more = 200; more > 0 && tended.outcome !== 'answered'; more--) {
      tended = (await engine.wake()) ?? tended
    }
    expect(tended.outcome).toBe('answered')
    expect(engine.questions).toHaveLength(15)
    const pauses = engine.questions.map(
      ({ askedAt }, at) => askedAt - (engine.questions[at - 1]?.askedAt ?? askedAt),
    )
    expect(pauses.slice(1, 8).map((pause) => pause / MINUTE)).toEqual([1, 1, 1, 2, 4, 8, 16])
    expect(Math.max(...pauses)).toBe(6 * HOUR)
    expect(engine.inbox.receipts().map(({ identity }) => identity)).toEqual(['PROCESSING', 'SUCCESS'])
  })

  it('ends in one unresolved receipt where it never becomes final', async () => {
    const engine = tendParts({ says: () => paymentIs('PROCESSING') })
    const until = new Date(engine.clock() + HOUR).toISOString()
    let tended = await engine.send({ until } as object)
    for (let more = 20; more > 0 && tended.outcome !== 'unresolved'; more--)
      tended = (await engine.wake()) ?? tended
    expect(tended).toMatchObject({ outcome: 'unresolved', because: 'until' })
    const last = engine.inbox.receipts().at(-1)
    expect(last).toMatchObject({ api: 'unresolved', uri: '', proof: {} })
    expect(JSON.parse(String(last?.body))).toMatchObject({ because: 'until', id: 'p1', until, asks: '9' })
    expect(engine.wakeUps.sent).toEqual([])
  })

  it('is asked once more when its time is over, also where the queue was late', async () => {
    const engine = tendParts()
    const sentAt = engine.clock()
    engine.pass(HOUR)
    expect(await engine.send({ until: sentAt + MINUTE / 2 }, sentAt)).toMatchObject({ outcome: 'answered' })
    expect(engine.questions).toHaveLength(1)
  })

  it('whose last question finds no answer is unresolved then', async () => {
    const engine = tendParts({ call: async () => refused({ because: 'timed-out' as const }) })
    const until = engine.clock() + 10 * MINUTE
    let tended = await engine.send({ until })
    for (let more = 20; more > 0 && tended.outcome === 'waiting'; more--)
      tended = (await engine.wake()) ?? tended
    expect(tended).toMatchObject({ outcome: 'unresolved', because: 'until' })
    expect(engine.clock()).toBe(until)
  })

  it('that is announced again, and is still not known, is over as soon as the first time', async () => {
    const engine = tendParts({ says: () => noPayment })
    // All that the log has is that nothing is known: our own word.
    await engine.log.append(paymentKey, { ...settled, after: null, changed: false }, [])
    let tended = await engine.send()
    for (let more = 20; more > 0 && tended.outcome === 'waiting'; more--)
      tended = (await engine.wake()) ?? tended
    expect(tended).toMatchObject({ outcome: 'unresolved', because: 'absent' })
  })

  it('that the gateway does not know is disbelieved for its time, then it is over', async () => {
    const engine = tendParts({ says: () => noPayment })
    let tended = await engine.send()
    for (let more = 20; more > 0 && tended.outcome === 'waiting'; more--)
      tended = (await engine.wake()) ?? tended
    expect(tended).toMatchObject({ outcome: 'unresolved', because: 'absent' })
    const [first, last] = [engine.questions[0], engine.questions.at(-1)]
    expect((last?.askedAt ?? 0) - (first?.askedAt ?? 0)).toBeGreaterThan(2 * HOUR)
    expect(engine.questions).toHaveLength(10)
  })

  it('announced twice has one watch, and the later time counts', async () => {
    const engine = tendParts({ says: () => paymentIs('PROCESSING') })
    await engine.send({ until: engine.clock() + HOUR })
    expect(await engine.send({ until: engine.clock() + 2 * HOUR })).toMatchObject({ outcome: 'joined' })
    expect(engine.watch()?.until).toBe(engine.clock() + 2 * HOUR)
    expect(engine.questions).toHaveLength(1)
    expect(engine.wakeUps.sent).toHaveLength(1)
  })

  it('is asked about at once where a contradiction is announced, whoever waits already', async () => {
    const engine = tendParts({ says: () => paymentIs('PROCESSING') })
    await engine.send()
    const [slow] = engine.wakeUps.take()
    await engine.log.append(paymentKey, { ...settled, unsettled: 1 }, [])
    expect(await engine.send({ contradiction: 1 })).toMatchObject({ outcome: 'waiting' })
    expect(engine.questions).toHaveLength(2)
    expect(await engine.send({ contradiction: 1 })).toMatchObject({ outcome: 'joined' })
    engine.pass(MINUTE)
    expect(await engine.send(JSON.stringify(slow?.wake))).toMatchObject({ outcome: 'behind' })
  })

  it('is asked about as often as the schedule wants that a partner names later', async () => {
    const engine = tendParts({ says: () => paymentIs('PROCESSING') })
    await engine.send({ byItself: true })
    engine.wakeUps.take()
    expect(await engine.send({ schedule: 'in-store' })).toMatchObject({ outcome: 'waiting' })
    expect(engine.wakeUps.sent.at(-1)).toMatchObject({ delayMs: 3_000, wake: { step: 3 } })
    expect(engine.watch()).not.toHaveProperty('byItself')
  })

  it('is followed through a budget of one call a second, and never over it', async () => {
    const engine = tendParts({
      asksPerSecond: 1,
      says: ({ body }) => paymentIs('SUCCESS', JSON.parse(body.toString())),
    })
    await engine.send()
    await engine.send({ id: 'p2' })
    expect(engine.questions).toHaveLength(1)
    expect(await engine.wake()).toMatchObject({ outcome: 'answered', subject: 'payment#p2' })
    const [first, second] = engine.questions
    expect((second?.askedAt ?? 0) - (first?.askedAt ?? 0)).toBeGreaterThanOrEqual(1_000)
  })

  it('is asked about only by a client with a gateway, and by itself not a word is lost about that', async () => {
    const keys = { current: async () => ringOf(noGateway), newerThan: async () => undefined }
    const platformOf = () => ({ platform: antom, inquiries: inquiriesOf('antom'), keys })
    const engine = tendParts({ platformOf })
    expect(await engine.send({ byItself: true })).toMatchObject({ outcome: 'off' })
    expect(engine.refusedMessages).toEqual([])
    expect(await engine.send()).toMatchObject({ outcome: 'refused', reason: 'no-gateway' })
  })

  it('waits for keys that cannot be read', async () => {
    const keys = { current: async () => ringOf(), newerThan: async () => undefined }
    const engine = tendParts({
      platformOf: () => ({ platform: antom, inquiries: inquiriesOf('antom'), keys }),
    })
    await expect(engine.send()).rejects.toThrow('the keys of the client cannot be read')
  })

  it('is not asked about twice by a wake-up that comes twice', async () => {
    const engine = tendParts({ says: () => paymentIs('PROCESSING') })
    await engine.send()
    const [next] = engine.wakeUps.take()
    engine.pass(MINUTE)
    const wake = JSON.stringify(next?.wake)
    expect(await engine.send(wake)).toMatchObject({ outcome: 'waiting' })
    expect(await engine.send(wake)).toMatchObject({ outcome: 'behind' })
    expect(engine.questions).toHaveLength(2)
  })

  it('lets a wake-up come again that is ahead of its watch', async () => {
    const engine = tendParts({ says: () => paymentIs('PROCESSING') })
    await engine.send()
    const [next] = engine.wakeUps.take()
    expect(await engine.send(JSON.stringify({ ...next?.wake, step: 2 }))).toMatchObject({ outcome: 'ahead' })
  })
})

describe('a contradiction', () => {
  const contradicted = { ...settled, sequence: 1, unsettled: 1 }

  it('has a wake-up before the watch is begun anew: of two deliveries of it, one alone comes again', async () => {
    const engine = tendParts({ says: () => paymentIs('PROCESSING') })
    await engine.send()
    await engine.log.append(paymentKey, contradicted, [])
    const cutOff = { ...engine.watches, write: () => Promise.reject(new Error('cut off')) }
    const body = JSON.stringify({ ...payment, contradiction: 1 })
    await expect(tend({ body, sentAt: engine.clock() }, { ...engine, watches: cutOff })).rejects.toThrow()
    const step = (engine.watch()?.step ?? 0) + 1
    expect(engine.wakeUps.sent.at(-1)).toEqual({ wake: { ...payment, step }, delayMs: MINUTE })
  })

  it('that is not in the log is none: nobody is asked more often by naming ever higher numbers', async () => {
    const engine = tendParts({ says: () => paymentIs('PROCESSING') })
    for (let contradiction = 1; contradiction <= 5; contradiction++) await engine.send({ contradiction })
    expect(engine.questions).toHaveLength(1)
    await engine.log.append(paymentKey, contradicted, [])
    await engine.send({ contradiction: 1 })
    expect(engine.questions).toHaveLength(2)
  })
})

describe('kinds that share a subject', () => {
  const transfer = { platform: 'worldfirst', clientId: 'CLIENT_1', kind: 'transfer', id: 't1' } as const

  it('are one watch, which asks as the latest announcement says', async () => {
    const ring = ringOf(askingClient)
    const keys = { current: async () => ring, newerThan: async () => undefined }
    const inquiries = inquiriesOf('worldfirst')
    const engine = tendParts({
      says: () => noPayment,
      platformOf: () => ({ platform: worldfirst, inquiries, keys }),
    })
    await engine.send(JSON.stringify(transfer))
    const [old] = engine.wakeUps.take()
    // A notification came, and it is a payout.
    await engine.send(JSON.stringify({ ...transfer, kind: 'payout', byItself: true }))
    expect(engine.questions.map(({ path }) => path.split('/').at(-1))).toEqual([
      'inquiryTransfer',
      'inquiryPayout',
    ])
    const { step } = engine.watches.held('worldfirst#CLIENT_1#transfer#t1')?.value ?? {}
    const stray = JSON.stringify({ ...old?.wake, step })
    expect(await engine.send(stray)).toMatchObject({ outcome: 'behind' })
    expect(engine.wakeUps.sent.map(({ wake }) => wake.kind)).toEqual(['payout', 'payout'])
  })
})

describe('who cannot ask', () => {
  it.each([
    ['not JSON', '{', 'not-json'],
    ['no object', '[]', 'not-json'],
    ['another platform', { platform: 'wallet' }, 'wrong-platform'],
    ['a kind of no row', { kind: 'constructor' }, 'wrong-kind'],
    ['an unknown client', { clientId: 'nobody' }, 'unknown-client'],
    ['a time that is past', { until: 1_763_633_731 }, 'until-is-past'],
  ])('is kept for a person: %s', async (_, message, reason) => {
    const engine = tendParts()
    expect(await engine.send(message as string)).toMatchObject({ outcome: 'refused', reason })
    expect(engine.refusedMessages.map(([, each]) => each)).toEqual([reason])
    expect(engine.questions).toEqual([])
  })
})

describe('a gateway that fails', () => {
  it('is asked less and less, one call at a time', async () => {
    const engine = tendParts({ call: async () => refused({ because: 'timed-out' as const }) })
    let calls = 0
    for (let id = 0; id < 50; id++) {
      const { outcome, ...tended } = await engine.send({ id: `p${id}` })
      expect(outcome).toBe('waiting')
      if ('answer' in tended) calls++
    }
    expect(calls).toBe(3)
    engine.pass(10_000)
    const [probe, other] = [await engine.send({ id: 'a' }), await engine.send({ id: 'b' })]
    expect(['answer' in probe, 'answer' in other]).toEqual([true, false])
  })
})
