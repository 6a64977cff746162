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
    const engine = executeParts()
    expect(await engine.send('pay', payment)).toMatchObject({
      disposition: 'succeeded',
      body: JSON.stringify(paid),
    })
    expect(engine.calls).toHaveLength(1)
    expect(engine.record.requests()).toBe(2)
    expect(engine.recorded().act?.outcome).toEqual({ status: 'S', body: JSON.stringify(paid) })
  })

  it('is claimed until two seconds after its deadline before it is begun', async () => {
    const begun: unknown[] = []
    const engine = executeParts({ does: [() => begun.push(engine.recorded())] })
    const arrivedAt = engine.clock() - 400
    await engine.send('pay', payment, { arrivedAt })
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
    const engine = executeParts({ does: [() => undecided, () => paid], through: noting })
    const now = engine.clock()
    for (const _ of [1, 2]) await engine.send('pay', payment)
    const common = { correlationId: 'correlation-1', now, until: now + 8_000 - 700 - 100 }
    expect(asked).toMatchObject([
      common,
      { ...common, begunAt: now, disposition: 'undecided' },
      common,
      { ...common, begunAt: now, disposition: 'succeeded' },
    ])
  })

  it('is answered F as soon as that is recorded, and for good', async () => {
    const engine = executeParts({ does: [() => rejected] })
    expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'failed' })
    const again = await engine.send('pay', payment)
    expect([again.disposition, answerOf(again)]).toEqual(['repeated', 'F RISK_REJECT'])
    expect(engine.calls).toHaveLength(1)
  })

  it.each([
    ['for ever', 0, 0, undefined],
    ['for 400 days', 400, 0, 1_829_560_000],
    ['for 400 days from a Request-Time that lies ahead, in whole seconds, rounded up', 400, 1, 1_829_560_001],
  ])('is kept %s', async (_, days, ahead, expires) => {
    const expiries: unknown[] = []
    const engine = executeParts({
      retentionMs: days * 86_400_000,
      through: (journal) => ({
        ...journal,
        claim: (claim) => {
          expiries.push(claim.expires)
          return journal.claim(claim)
        },
      }),
    })
    await engine.send('pay', payment, { sentAt: engine.clock() + ahead })
    expect(expiries).toEqual([expires])
  })
})

describe('a repeat', () => {
  it('gets the very outcome of the first, in one request, and the backend hears nothing of it', async () => {
    const engine = executeParts()
    const first = await engine.send('pay', payment)
    const before = engine.record.requests()
    await engine.time.pass(1_000_000)
    expect(await engine.send('pay', { ...payment, remark: 'again' })).toMatchObject({
      disposition: 'repeated',
      body: first.body,
    })
    expect([engine.calls.length, engine.record.requests() - before]).toEqual([1, 1])
  })

  it('while the first runs gets the row’s code for that, in one request', async () => {
    const { does, returns } = work()
    const engine = executeParts({ does: [does] })
    const first = engine.send('pay', payment)
    await engine.time.pass(0)
    const second = await engine.send('pay', payment)
    expect([second.disposition, answerOf(second)]).toEqual(['in-progress', 'U PAYMENT_IN_PROCESS'])
    expect([engine.calls.length, engine.record.requests()]).toEqual([1, 2])
    returns(paid)
    expect((await first).disposition).toBe('succeeded')
  })

  it('with other key fields gets F, also while the first runs, and changes nothing', async () => {
    const { does, returns } = work()
    const engine = executeParts({ does: [does] })
    const other = { ...payment, paymentAmount: { currency: 'JPY', value: '101' } }
    const first = engine.send('pay', payment)
    await engine.time.pass(0)
    const before = engine.recorded()
    expect(answerOf(await engine.send('pay', other))).toBe('F REPEAT_REQ_INCONSISTENT')
    expect(engine.recorded()).toEqual(before)
    returns(paid)
    await first
    expect(await engine.send('pay', other)).toMatchObject({ disposition: 'inconsistent' })
    expect(engine.calls).toHaveLength(1)
  })

  it('of another id, another API or another client is no repeat', async () => {
    const engine = executeParts({ does: [() => paid, () => paid, () => paid, () => refunded] })
    const another = verifiedRequest('')
    await engine.send('pay', payment)
    await engine.send('pay', { ...payment, paymentRequestId: 'request-2' })
    await engine.send('pay', payment, { changes: { client: { ...another.client, clientId: 'CLIENT_2' } } })
    await engine.send('refund', refund)
    expect(new Set(engine.calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(4)
  })
})

describe('the next attempt', () => {
  it('comes at once after U, with a higher number and the same key', async () => {
    const engine = executeParts({ does: [() => undecided, () => paid] })
    const result = await engine.send('pay', payment)
    expect([result.disposition, answerOf(result)[0]]).toEqual(['undecided', 'U'])
    expect(engine.recorded().act).toMatchObject({ leaseUntil: 0 })
    expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'succeeded' })
    expect(engine.calls.map(({ attempt }) => attempt)).toEqual([1, 2])
    expect(engine.calls[1]?.idempotencyKey).toBe(engine.calls[0]?.idempotencyKey)
  })

  it.each([
    ['an error', () => Promise.reject(new Error('reset')), 'backend-failed'],
    ['what may not be answered', () => ({}), 'outcome-malformed'],
  ])(
    'comes after %s when the lease has run out: the backend may still be at it',
    async (_, first, disposition) => {
      const engine = executeParts({ does: [first, () => paid] })
      expect(await engine.send('pay', payment)).toMatchObject({ disposition })
      await engine.time.pass(LEASE - 1)
      expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'in-progress' })
      await engine.time.pass(1)
      expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'succeeded' })
      expect(engine.calls.map(({ attempt }) => attempt)).toEqual([1, 2])
    },
  )

  it.each([
    ['9.3 s after the one that crashed had come, where senders wait 8 s', 8_000, 9_300],
    ['6.3 s after that, where they wait 5 s', 5_000, 6_300],
  ] as const)('comes %s, and not a millisecond before', async (_, senderTimeoutMs, wait) => {
    const apis = [{ ...pay, senderTimeoutMs }]
    const engine = executeParts({ apis, does: [() => new Promise(() => undefined), () => paid] })
    void engine.send('pay', payment)
    await engine.time.pass(wait - 1)
    expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'in-progress' })
    await engine.time.pass(1)
    expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'succeeded' })
    expect(engine.calls.map(({ attempt }) => attempt)).toEqual([1, 2])
  })

  it('is not told that it is inconsistent: the first, of which nothing was heard, may have moved the money', async () => {
    const inconsistent = { result: { resultCode: 'REPEAT_REQ_INCONSISTENT', resultStatus: 'F' } }
    const engine = executeParts({ does: [work().does, () => inconsistent, () => refunded] })
    void engine.send('refund', refund)
    await engine.time.pass(LEASE)
    expect(await engine.send('refund', refund)).toMatchObject({ disposition: 'outcome-malformed' })
    await engine.time.pass(LEASE)
    expect(answerOf(await engine.send('refund', refund))).toBe('S SUCCESS')
  })

  it('is not begun where the claim came too late: nothing is called, the lease is given back', async () => {
    const engine = executeParts({
      through: (journal) => ({
        ...journal,
        claim: async (claim) => {
          const ruling = await journal.claim(claim)
          await engine.time.pass(7_300)
          return ruling
        },
      }),
    })
    const result = await engine.send('pay', payment)
    await engine.time.pass(0)
    expect([result.disposition, answerOf(result)]).toEqual(['timed-out', 'U PAYMENT_IN_PROCESS'])
    expect([engine.calls.length, engine.recorded().act?.leaseUntil]).toEqual([0, 0])
  })
})

describe('where the journal fails', () => {
  it.each(['never', 'unheard'] as const)('a claim that acts %s is U, and nothing is begun', async (acts) => {
    const engine = executeParts({ through: failingAt('claim', acts) })
    const result = await engine.send('pay', payment)
    expect([result.disposition, answerOf(result)]).toEqual(['store-failed', 'U UNKNOWN_EXCEPTION'])
    expect(result.cause).toBe('the claim: Error: the table is gone')
    expect(engine.calls).toHaveLength(0)
  })

  it.each([
    ['never', undefined],
    ['unheard', 'S'],
  ] as const)('a settlement that acts %s is U: no S is answered that may not be held', async (acts, held) => {
    const engine = executeParts({ through: failingAt('settle', acts) })
    const result = await engine.send('pay', payment)
    expect([result.disposition, answerOf(result)]).toEqual(['store-failed', 'U UNKNOWN_EXCEPTION'])
    expect(result.cause).toBe('an outcome S is not recorded: Error: the table is gone')
    expect(engine.recorded().act?.outcome?.status).toBe(held)
    expect(engine.recorded().act?.leaseUntil).toBe(engine.clock() + LEASE)
  })

  it('a release that fails changes no answer, and the log says so: the lease runs out by itself', async () => {
    const engine = executeParts({ does: [() => undecided], through: failingAt('release', 'never') })
    expect(await engine.send('pay', payment)).toMatchObject({
      disposition: 'undecided',
      cause: 'the lease is not given back: Error: the table is gone',
    })
  })
})

describe('where the answer of the journal was lost, and it was asked again', () => {
  it('the claim is known as our own, and the command executed once', async () => {
    const engine = executeParts({ through: repeating })
    expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'succeeded' })
    expect(engine.calls.map(({ attempt }) => attempt)).toEqual([1])
  })

  it('the settlement is known as our own', async () => {
    const engine = executeParts({ through: repeating, does: [() => rejected] })
    expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'failed' })
    expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'repeated' })
  })

  it('the claim of another is not', async () => {
    const engine = executeParts({ through: repeating, does: [() => new Promise(() => undefined)] })
    void engine.send('pay', payment)
    await engine.time.pass(0)
    expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'in-progress' })
    expect(engine.calls).toHaveLength(1)
  })
})

describe('an owner that another came after', () => {
  it.each([
    ['gets what that one recorded', () => rejected, 'F RISK_REJECT'],
    ['is U while that one runs', () => new Promise(() => undefined), 'U PAYMENT_IN_PROCESS'],
  ])('%s, and its own outcome is not recorded', async (_, second, answer) => {
    const { does, returns } = work()
    const engine = executeParts({ does: [does, second], timeout: () => new AbortController().signal })
    const first = engine.send('pay', payment)
    await engine.time.pass(LEASE)
    void engine.send('pay', payment)
    await engine.time.pass(0)
    returns(paid)
    const result = await first
    expect([result.disposition, answerOf(result)]).toEqual(['overtaken', answer])
    expect(engine.recorded().act?.outcome?.status).toBe(answer === 'F RISK_REJECT' ? 'F' : undefined)
  })
})

describe('a command that is not recorded', () => {
  const inquiry = { paymentRequestId: 'request-1' }
  const answer = { result: success, paymentStatus: 'PAID' }

  it('is executed each time, without a request to the journal, each with a key of its own', async () => {
    const engine = executeParts({ does: [() => answer] })
    for (const _ of [1, 2]) {
      expect(await engine.send('inquiryPayment', inquiry)).toMatchObject({
        disposition: 'succeeded',
        body: JSON.stringify(answer),
      })
    }
    expect(engine.record.requests()).toBe(0)
    const keys = engine.calls.map(({ idempotencyKey }) => idempotencyKey)
    expect(engine.calls.map(({ attempt }) => attempt)).toEqual([1, 1])
    expect(new Set(keys).size).toBe(2)
    for (const key of keys) expect(key).toMatch(/^[\w-]{43}$/)
  })

  it('may be so by its content', async () => {
    const engine = executeParts({ does: [() => ({ result: success })] })
    await engine.send('userInitiatedPay', { codeValue: 'shop', codeType: 'STORE_CODE' })
    expect(engine.record.requests()).toBe(0)
    await engine.send('userInitiatedPay', { codeValue: 'order' })
    expect(engine.record.requests()).toBe(2)
  })
})
