import { describe, expect, it } from 'vitest'
import type { Journal } from '../../lib/commands/journal.ts'
import {
  answerOf,
  executeParts,
  failingAt,
  paid,
  payment,
  rejected,
  repeating,
  success,
  undecided,
  work,
} from '../support/memory/execute-parts.ts'
import { pay } from '../support/memory/toy-commands.ts'
import { verifiedRequest } from '../support/request/verified-request.ts'

const refunded = { result: success, refundId: 'refund-1' }
/** The 8 seconds of the sender without 700 ms for the answer, and two for clocks that differ. */
const LEASE = 9_300
const refund = { refundRequestId: 'refund-1', paymentId: 'payment-1', refundAmount: payment.paymentAmount }

describe('a new command', () => {
  it('is claimed, executed, settled and answered with its outcome, in two requests', async () => {
    const desk = executeParts()
    expect(await desk.send('pay', payment)).toMatchObject({
      disposition: 'succeeded',
      body: JSON.stringify(paid),
    })
    expect(desk.calls).toHaveLength(1)
    expect(desk.record.requests()).toBe(2)
    expect(desk.recorded().act?.outcome).toEqual({ status: 'S', body: JSON.stringify(paid) })
  })

  it('is claimed until two seconds after its deadline before it is begun', async () => {
    const begun: unknown[] = []
    const desk = executeParts({ does: [() => begun.push(desk.recorded())] })
    const arrivedAt = desk.clock() - 400
    await desk.send('pay', payment, { arrivedAt })
    const leaseUntil = arrivedAt + LEASE
    expect(begun).toMatchObject([{ act: { owner: 'owner-1', attempt: 1, leaseUntil } }])
  })

  it('gives the journal time until 100 ms before its deadline, and says how it ended and when', async () => {
    const asked: object[] = []
    const noting = (journal: Journal) =>
      new Proxy(journal, {
        get: (target, method: keyof Journal) => (ask: never) => {
          asked.push(ask)
          return target[method](ask)
        },
      })
    const desk = executeParts({ does: [() => undecided, () => paid], through: noting })
    const now = desk.clock()
    for (const _ of [1, 2]) await desk.send('pay', payment)
    const common = { correlationId: 'correlation-1', now, until: now + 8_000 - 700 - 100 }
    expect(asked).toMatchObject([
      common,
      { ...common, begunAt: now, disposition: 'undecided' },
      common,
      { ...common, begunAt: now, disposition: 'succeeded' },
    ])
  })

  it('is told F as soon as that is recorded, and for good', async () => {
    const desk = executeParts({ does: [() => rejected] })
    expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'failed' })
    const again = await desk.send('pay', payment)
    expect([again.disposition, answerOf(again)]).toEqual(['repeated', 'F RISK_REJECT'])
    expect(desk.calls).toHaveLength(1)
  })

  it.each([
    ['for ever', 0, 0, undefined],
    ['for 400 days', 400, 0, 1_829_560_000],
    ['for 400 days from a Request-Time that lies ahead, in whole seconds, rounded up', 400, 1, 1_829_560_001],
  ])('is kept %s', async (_, days, ahead, expires) => {
    const expiries: unknown[] = []
    const desk = executeParts({
      retentionMs: days * 86_400_000,
      through: (journal) => ({
        ...journal,
        claim: (claim) => {
          expiries.push(claim.expires)
          return journal.claim(claim)
        },
      }),
    })
    await desk.send('pay', payment, { sentAt: desk.clock() + ahead })
    expect(expiries).toEqual([expires])
  })
})

describe('a repeat', () => {
  it('gets the very outcome of the first, in one request, and the handler hears nothing of it', async () => {
    const desk = executeParts()
    const first = await desk.send('pay', payment)
    const before = desk.record.requests()
    await desk.time.pass(1_000_000)
    expect(await desk.send('pay', { ...payment, remark: 'again' })).toMatchObject({
      disposition: 'repeated',
      body: first.body,
    })
    expect([desk.calls.length, desk.record.requests() - before]).toEqual([1, 1])
  })

  it('while the first runs gets the row’s code for that, in one request', async () => {
    const { does, returns } = work()
    const desk = executeParts({ does: [does] })
    const first = desk.send('pay', payment)
    await desk.time.pass(0)
    const second = await desk.send('pay', payment)
    expect([second.disposition, answerOf(second)]).toEqual(['in-progress', 'U PAYMENT_IN_PROCESS'])
    expect([desk.calls.length, desk.record.requests()]).toEqual([1, 2])
    returns(paid)
    expect((await first).disposition).toBe('succeeded')
  })

  it('with other key fields gets F, also while the first runs, and changes nothing', async () => {
    const { does, returns } = work()
    const desk = executeParts({ does: [does] })
    const other = { ...payment, paymentAmount: { currency: 'JPY', value: '101' } }
    const first = desk.send('pay', payment)
    await desk.time.pass(0)
    const before = desk.recorded()
    expect(answerOf(await desk.send('pay', other))).toBe('F REPEAT_REQ_INCONSISTENT')
    expect(desk.recorded()).toEqual(before)
    returns(paid)
    await first
    expect(await desk.send('pay', other)).toMatchObject({ disposition: 'inconsistent' })
    expect(desk.calls).toHaveLength(1)
  })

  it('of another id, another API or another client is no repeat', async () => {
    const desk = executeParts({ does: [() => paid, () => paid, () => paid, () => refunded] })
    const another = verifiedRequest('')
    await desk.send('pay', payment)
    await desk.send('pay', { ...payment, paymentRequestId: 'request-2' })
    await desk.send('pay', payment, { changes: { client: { ...another.client, clientId: 'CLIENT_2' } } })
    await desk.send('refund', refund)
    expect(new Set(desk.calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(4)
  })
})

describe('the next attempt', () => {
  it('comes at once after U, with a higher number and the same key', async () => {
    const desk = executeParts({ does: [() => undecided, () => paid] })
    const ending = await desk.send('pay', payment)
    expect([ending.disposition, answerOf(ending)[0]]).toEqual(['undecided', 'U'])
    expect(desk.recorded().act).toMatchObject({ leaseUntil: 0 })
    expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'succeeded' })
    expect(desk.calls.map(({ attempt }) => attempt)).toEqual([1, 2])
    expect(desk.calls[1]?.idempotencyKey).toBe(desk.calls[0]?.idempotencyKey)
  })

  it.each([
    ['an error', () => Promise.reject(new Error('reset')), 'backend-failed'],
    ['what may not be answered', () => ({}), 'outcome-malformed'],
  ])(
    'comes after %s when the lease has run out: the backend may still be at it',
    async (_, first, disposition) => {
      const desk = executeParts({ does: [first, () => paid] })
      expect(await desk.send('pay', payment)).toMatchObject({ disposition })
      await desk.time.pass(LEASE - 1)
      expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'in-progress' })
      await desk.time.pass(1)
      expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'succeeded' })
      expect(desk.calls.map(({ attempt }) => attempt)).toEqual([1, 2])
    },
  )

  it.each([
    ['9.3 s after the one that crashed had come, where senders wait 8 s', 8_000, 9_300],
    ['6.3 s after that, where they wait 5 s', 5_000, 6_300],
  ] as const)('comes %s, and not a millisecond before', async (_, senderTimeoutMs, wait) => {
    const apis = [{ ...pay, senderTimeoutMs }]
    const desk = executeParts({ apis, does: [() => new Promise(() => undefined), () => paid] })
    void desk.send('pay', payment)
    await desk.time.pass(wait - 1)
    expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'in-progress' })
    await desk.time.pass(1)
    expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'succeeded' })
    expect(desk.calls.map(({ attempt }) => attempt)).toEqual([1, 2])
  })

  it('is not begun where the claim came too late: nothing is called, the lease is given back', async () => {
    const desk = executeParts({
      through: (journal) => ({
        ...journal,
        claim: async (claim) => {
          const ruling = await journal.claim(claim)
          await desk.time.pass(7_300)
          return ruling
        },
      }),
    })
    const ending = await desk.send('pay', payment)
    await desk.time.pass(0)
    expect([ending.disposition, answerOf(ending)]).toEqual(['timed-out', 'U PAYMENT_IN_PROCESS'])
    expect([desk.calls.length, desk.recorded().act?.leaseUntil]).toEqual([0, 0])
  })
})

describe('where the journal fails', () => {
  it.each(['never', 'unheard'] as const)('a claim that acts %s is U, and nothing is begun', async (acts) => {
    const desk = executeParts({ through: failingAt('claim', acts) })
    const ending = await desk.send('pay', payment)
    expect([ending.disposition, answerOf(ending)]).toEqual(['store-failed', 'U UNKNOWN_EXCEPTION'])
    expect(ending.cause).toBe('the claim: Error: the table is gone')
    expect(desk.calls).toHaveLength(0)
  })

  it.each([
    ['never', undefined],
    ['unheard', 'S'],
  ] as const)('a settlement that acts %s is U: no S is told that may not be held', async (acts, held) => {
    const desk = executeParts({ through: failingAt('settle', acts) })
    const ending = await desk.send('pay', payment)
    expect([ending.disposition, answerOf(ending)]).toEqual(['store-failed', 'U UNKNOWN_EXCEPTION'])
    expect(ending.cause).toBe('an outcome S is not recorded: Error: the table is gone')
    expect(desk.recorded().act?.outcome?.status).toBe(held)
    expect(desk.recorded().act?.leaseUntil).toBe(desk.clock() + LEASE)
  })

  it('a release that fails changes no answer, and the log says so: the lease runs out by itself', async () => {
    const desk = executeParts({ does: [() => undecided], through: failingAt('release', 'never') })
    expect(await desk.send('pay', payment)).toMatchObject({
      disposition: 'undecided',
      cause: 'the lease is not given back: Error: the table is gone',
    })
  })
})

describe('where the answer of the journal was lost, and it was asked again', () => {
  it('the claim is known as our own, and the command executed once', async () => {
    const desk = executeParts({ through: repeating })
    expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'succeeded' })
    expect(desk.calls.map(({ attempt }) => attempt)).toEqual([1])
  })

  it('the settlement is known as our own', async () => {
    const desk = executeParts({ through: repeating, does: [() => rejected] })
    expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'failed' })
    expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'repeated' })
  })

  it('the claim of another is not', async () => {
    const desk = executeParts({ through: repeating, does: [() => new Promise(() => undefined)] })
    void desk.send('pay', payment)
    await desk.time.pass(0)
    expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'in-progress' })
    expect(desk.calls).toHaveLength(1)
  })
})

describe('an owner that another came after', () => {
  it.each([
    ['is told what that one recorded', () => rejected, 'F RISK_REJECT'],
    ['is told U while that one runs', () => new Promise(() => undefined), 'U PAYMENT_IN_PROCESS'],
  ])('%s, and its own outcome is not recorded', async (_, second, answer) => {
    const { does, returns } = work()
    const desk = executeParts({ does: [does, second], timeout: () => new AbortController().signal })
    const first = desk.send('pay', payment)
    await desk.time.pass(LEASE)
    void desk.send('pay', payment)
    await desk.time.pass(0)
    returns(paid)
    const ending = await first
    expect([ending.disposition, answerOf(ending)]).toEqual(['overtaken', answer])
    expect(desk.recorded().act?.outcome?.status).toBe(answer === 'F RISK_REJECT' ? 'F' : undefined)
  })
})

describe('a command that is not recorded', () => {
  const inquiry = { paymentRequestId: 'request-1' }
  const answer = { result: success, paymentStatus: 'PAID' }

  it('is executed each time, without a request to the journal, each with a key of its own', async () => {
    const desk = executeParts({ does: [() => answer] })
    for (const _ of [1, 2]) {
      expect(await desk.send('inquiryPayment', inquiry)).toMatchObject({
        disposition: 'succeeded',
        body: JSON.stringify(answer),
      })
    }
    expect(desk.record.requests()).toBe(0)
    const keys = desk.calls.map(({ idempotencyKey }) => idempotencyKey)
    expect(desk.calls.map(({ attempt }) => attempt)).toEqual([1, 1])
    expect(new Set(keys).size).toBe(2)
    for (const key of keys) expect(key).toMatch(/^[\w-]{43}$/)
  })

  it('may be so by its content', async () => {
    const desk = executeParts({ does: [() => ({ result: success })] })
    await desk.send('userInitiatedPay', { codeValue: 'shop', codeType: 'STORE_CODE' })
    expect(desk.record.requests()).toBe(0)
    await desk.send('userInitiatedPay', { codeValue: 'order' })
    expect(desk.record.requests()).toBe(2)
  })
})
