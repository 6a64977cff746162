import { describe, expect, it } from 'vitest'
import { refused } from '../../lib/protocol/checked.ts'
import { noPayment, paymentIs, paymentKey, tendParts } from '../support/memory/tend-parts.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

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
    expect(JSON.parse(String(last?.body))).toMatchObject({ because: 'until', id: 'p1', until, asks: '8' })
    expect(engine.wakeUps.sent).toEqual([])
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
    for (let id = 0; id < 50; id++) await engine.send({ id: `p${id}` })
    expect(engine.watches.requests()).toBeGreaterThan(0)
    const asked = await Promise.all([engine.send({ id: 'more' })])
    expect(asked[0]?.outcome).toBe('waiting')
    expect('answer' in (asked[0] ?? {})).toBe(false)
  })
})
