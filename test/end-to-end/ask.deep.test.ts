import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { describe, expect, it, vi } from 'vitest'
import { freshNotification } from '../../tools/alipay/fresh-messages.ts'
import { signRequest } from '../../tools/alipay/signed-request.ts'
import { runLine } from '../cli/captured-terminal.ts'
import { answerTo, TAKEN } from '../support/request/answer.ts'
import { startStack } from '../support/stack/local-stack.ts'

const stack = await startStack()
const soon = { timeout: 25_000, interval: 50 }

interface Detail {
  readonly sequence: number
  readonly subject: string
  readonly body?: Readonly<Record<string, unknown>>
}

const linesIn = (text: string): readonly Record<string, unknown>[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))

/** A payment that nobody has heard of, asked about as in a store: after three seconds, every three seconds. */
function newPayment(platform = 'antom') {
  const id = randomUUID()
  const sender = stack.sender(platform)
  const { clientId } = sender
  const announcement = { platform, clientId, kind: 'payment', id, schedule: 'in-store' }
  const events = () =>
    stack
      .events()
      .map(({ detail }) => detail as unknown as Detail)
      .filter(({ subject }) => subject === `payment#${id}`)
  return {
    id,
    announcement,
    tell: (...says: readonly string[]) => stack.alipay().tell({ platform, id, says }),
    announce: (more: object = {}) => stack.announce({ ...announcement, ...more }),
    events,
    /** Once there are as many. */
    async eventsOf(count: number) {
      await vi.waitUntil(() => events().length >= count, soon)
      return events()
    },
    asked: () => stack.alipay().questions.filter((question) => question.id === id).length,
    async notify(changes: object = {}) {
      const sample = JSON.parse(freshNotification(platform, id))
      const body = JSON.stringify({ ...sample, paymentRequestId: id, ...changes })
      expect(await answerTo(signRequest(sender, body), sender)).toBe(TAKEN)
    },
    /** What ask-alipay did for it, a word for each message of the queue. */
    wakings: () =>
      linesIn(stack.log())
        .filter(({ subject, message }) => subject === `payment#${id}` && /^watch /.test(String(message)))
        .map(({ message }) => String(message).slice('watch '.length)),
  }
}

const FAILED = { result: { resultCode: 'USER_BALANCE_NOT_ENOUGH', resultStatus: 'F', resultMessage: 'no' } }

describe('a payment that is announced', () => {
  it('and never notified ends in one final event', async () => {
    const payment = newPayment()
    payment.tell('PROCESSING', 'SUCCESS')
    payment.announce()
    const api = 'inquiryPayment'
    const events = await payment.eventsOf(2)
    expect(events).toMatchObject([
      { api, sequence: 1, changed: true, state: { before: null, after: 'PROCESSING' } },
      { api, sequence: 2, changed: true, state: { before: 'PROCESSING', after: 'SUCCESS' } },
    ])
    expect(events[1]?.body).toMatchObject({ paymentStatus: 'SUCCESS', paymentRequestId: payment.id })
    expect(payment.asked()).toBe(2)
  })

  it('and notified in time costs one message of the queue and no question', async () => {
    const payment = newPayment()
    payment.tell('SUCCESS')
    await payment.notify()
    await payment.eventsOf(1)
    payment.announce()
    // Once the queue has no message of it any more.
    await vi.waitUntil(() => !readFileSync(stack.files.watches, 'utf8').includes(payment.id), soon)
    expect(payment.wakings()).toEqual(['settled'])
    expect(payment.asked()).toBe(0)
    expect(payment.events()).toHaveLength(1)
  })

  it('on the bus, by an event of the partner, is asked about too', async () => {
    const payment = newPayment()
    payment.tell('FAIL')
    const { AWS_ENDPOINT_URL_EVENTBRIDGE: endpoint, EVENT_BUS } = JSON.parse(
      readFileSync(stack.files.environment, 'utf8'),
    )
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
    const bus = new EventBridgeClient({ endpoint, region: 'us-east-1', credentials })
    const Detail = JSON.stringify(payment.announcement)
    const entry = { EventBusName: EVENT_BUS, Source: 'partner', DetailType: 'watch', Detail }
    await bus.send(new PutEventsCommand({ Entries: [entry] }))
    expect(await payment.eventsOf(1)).toMatchObject([{ api: 'inquiryPayment', state: { after: 'FAIL' } }])
  })

  it('and notified later, the same, changes once', async () => {
    const payment = newPayment()
    payment.tell('SUCCESS')
    payment.announce()
    await payment.eventsOf(1)
    await payment.notify()
    expect(await payment.eventsOf(2)).toMatchObject([
      { api: 'inquiryPayment', changed: true, state: { after: 'SUCCESS' } },
      { api: 'notifyPayment', changed: false, conflicting: false, state: { after: 'SUCCESS' } },
    ])
  })

  it('survives the end of the stack between two questions', async () => {
    const payment = newPayment()
    payment.tell('PROCESSING')
    payment.announce()
    await payment.eventsOf(1)
    await stack.restart()
    payment.tell('SUCCESS')
    expect(await payment.eventsOf(2)).toMatchObject([{}, { state: { after: 'SUCCESS' } }])
  })

  it('ends in one final event although the function is killed in the middle of a question', async () => {
    const payment = newPayment()
    payment.tell('SUCCESS slow', 'SUCCESS')
    payment.announce()
    await vi.waitUntil(() => payment.asked() === 1, soon)
    await stack.kill('ask-alipay')
    expect(await payment.eventsOf(1)).toMatchObject([{ changed: true, state: { after: 'SUCCESS' } }])
    expect(payment.asked()).toBe(2)
  })
})

it('a contradiction is settled by an answer that was asked for after it', async () => {
  const payment = newPayment()
  payment.tell('FAIL')
  await payment.notify()
  await payment.notify(FAILED)
  expect(await payment.eventsOf(3)).toMatchObject([
    { api: 'notifyPayment', conflicting: false, state: { before: null, after: 'SUCCESS' } },
    { api: 'notifyPayment', conflicting: true, state: { after: 'SUCCESS' } },
    { api: 'inquiryPayment', settles: 2, changed: true, state: { before: 'SUCCESS', after: 'FAIL' } },
  ])
  expect(payment.asked()).toBe(1)
})

describe('by hand', () => {
  const run = async (...args: readonly string[]) => {
    vi.stubEnv('LOCAL_DIR', stack.files.dir)
    const { code, out, err } = await runLine('ask', ...args)
    expect(code, err.join()).toBe(0)
    return out
  }

  it('an object is announced, what stands is said, and the answer comes', async () => {
    const payment = newPayment()
    payment.tell('SUCCESS')
    expect(await run('antom', 'payment', payment.id, '--schedule', 'in-store')).toEqual([
      `announced  antom#LOCAL_ANTOM#payment#${payment.id}  (nothing came of it yet)`,
      expect.stringContaining('events.ndjson'),
    ])
    expect(await payment.eventsOf(1)).toMatchObject([{ state: { after: 'SUCCESS' } }])
    expect((await run('antom', 'payment', payment.id))[0]).toContain(
      '(#1: SUCCESS, final: nothing will be asked)',
    )
  })

  it('what was asked about in vain is announced again, although nothing else came of it', async () => {
    const since = new Date().toISOString()
    const payment = newPayment()
    payment.announce({ until: new Date(Date.now() + 1_000).toISOString() })
    expect(await payment.eventsOf(1)).toMatchObject([{ api: 'unresolved' }])
    payment.tell('SUCCESS')
    expect((await run('--open', '--since', since))[0]).toContain(
      `#payment#${payment.id}  (#1: no state, not final)`,
    )
    expect(await payment.eventsOf(2)).toMatchObject([{}, { state: { before: null, after: 'SUCCESS' } }])
  })

  it('all that is open in a range of time is announced, and nothing else', async () => {
    const since = new Date().toISOString()
    const [open, ended] = [newPayment(), newPayment()]
    await open.notify({ notifyType: 'PAYMENT_PENDING' })
    await ended.notify()
    await open.eventsOf(1)
    await ended.eventsOf(1)
    open.tell('FAIL')
    const out = await run('--open', '--since', since, '--json')
    expect(out.map((line) => JSON.parse(line))).toEqual([
      {
        outcome: 'announced',
        subjectKey: `antom#LOCAL_ANTOM#payment#${open.id}`,
        sequence: 1,
        state: 'PENDING',
        settled: false,
      },
    ])
    expect(await open.eventsOf(2)).toMatchObject([{}, { api: 'inquiryPayment', state: { after: 'FAIL' } }])
    expect(ended.asked()).toBe(0)
  })
})

it.each([
  ['no JSON', 'no JSON', 'not-json'],
  ['an unknown platform', { platform: 'paypal', clientId: 'C', kind: 'payment', id: '1' }, 'wrong-platform'],
  [
    'an unknown client',
    { platform: 'antom', clientId: 'NOBODY', kind: 'payment', id: '1' },
    'unknown-client',
  ],
  [
    'a time that is over',
    { platform: 'antom', clientId: 'LOCAL_ANTOM', kind: 'payment', id: '1', until: '2026-01-01T00:00:00Z' },
    'until-is-past',
  ],
])('an announcement with %s becomes a dead letter that says why', async (_, announcement, reason) => {
  stack.announce(announcement)
  const body = typeof announcement === 'string' ? announcement : JSON.stringify(announcement)
  const letters = () =>
    linesIn(readFileSync(stack.files.watchesDeadLetters, 'utf8')).filter((letter) => letter.body === body)
  await vi.waitUntil(() => letters().length > 0, soon)
  expect(letters()).toMatchObject([{ attributes: { reason } }])
})

/** The reason in the log, by what is wrong; three that are the gateway's own fault for each client, or it is spared. */
const faults: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  acquirer: { unsigned: 'unverified', altered: 'unverified', 'wrong-key': 'unverified' },
  antom: { broken: 'status', redirect: 'redirected', oversized: 'too-large' },
  'mini-program': { 'other-client': 'unverified', cut: 'unreachable', unknown: 'undecided' },
  worldfirst: { silent: 'timed-out', dripping: 'timed-out', 'no-such-page': 'status' },
}
const kinds = new Map([['worldfirst', 'transfer']])
/** Reasons that no answer gave. */
const ofTheWatch: readonly unknown[] = ['until', 'no-turn']

/** What a watch of three seconds comes to where the gateway has the fault. */
async function watchWithFault(platform: string, fault: string) {
  const [id, kind] = [randomUUID(), kinds.get(platform) ?? 'payment']
  stack.alipay().tell({ platform, kind, id, says: [`SUCCESS ${fault}`] })
  const { clientId } = stack.sender(platform)
  const until = new Date(Date.now() + 3_000).toISOString()
  stack.announce({ platform, clientId, kind, id, until })
  const events = () => stack.events().filter(({ detail }) => JSON.stringify(detail).includes(id))
  await vi.waitUntil(() => events().length > 0, soon)
  const reasons = linesIn(stack.log()).flatMap(({ subject, reason }) =>
    String(subject).endsWith(id) && !ofTheWatch.includes(reason) ? [reason] : [],
  )
  return { fault, types: events().map((event) => event['detail-type']), reasons: [...new Set(reasons)] }
}

it.each([
  ['lies', { acquirer: { 'other-object': 'other-object', older: 'old-answer', declined: 'declined' } }],
  ['is broken, slow, or not Alipay at all', faults],
])('nothing is believed of a gateway that %s: what was waited for is unresolved', async (_, wrong) => {
  const rows = Object.entries(wrong).flatMap(([platform, reasons]) =>
    Object.entries(reasons).map(([fault, reason]) => ({ platform, fault, reason })),
  )
  const ends = await Promise.all(rows.map(({ platform, fault }) => watchWithFault(platform, fault)))
  expect(ends).toEqual(rows.map(({ fault, reason }) => ({ fault, types: ['unresolved'], reasons: [reason] })))
  expect(linesIn(stack.log())).toContainEqual(expect.objectContaining({ unresolved: 1 }))
})
