import { describe, expect, it } from 'vitest'
import {
  answerOf,
  cancelled,
  cancelOf,
  executeParts,
  failingAt,
  paid,
  payment,
  rejected,
  repeating,
  undecided,
  work,
} from '../support/memory/execute-parts.ts'

const LEASE = 9_300
const CLOSED = 'F ORDER_IS_CLOSED'
const cancel = cancelOf(payment)

/** An engine whose partner's system is at work on the payment, which was begun. */
async function whilePaying(...after: readonly (() => unknown)[]) {
  const { does, returns } = work()
  const engine = executeParts({ does: [does, ...after] })
  const paying = engine.send('pay', payment)
  await engine.time.pass(0)
  return { engine, paying, returns }
}

describe('a cancel', () => {
  it('of a payment that was never seen is executed, and closes it', async () => {
    const engine = executeParts({ does: [() => cancelled] })
    expect(answerOf(await engine.send('cancelPayment', cancel))).toBe('S SUCCESS')
    const before = engine.record.requests()
    const late = await engine.send('pay', payment)
    expect([late.disposition, answerOf(late)]).toEqual(['closed', CLOSED])
    expect(engine.calls.map(({ api }) => api)).toEqual(['cancelPayment'])
    expect(engine.record.requests() - before).toBe(1)
  })

  it('of a payment that succeeded is executed, and its repeats are then closed', async () => {
    const engine = executeParts({ does: [() => paid, () => cancelled] })
    await engine.send('pay', payment)
    expect(answerOf(await engine.send('cancelPayment', cancel))).toBe('S SUCCESS')
    expect(answerOf(await engine.send('pay', payment))).toBe(CLOSED)
    expect(engine.calls).toHaveLength(2)
    expect(engine.recorded().act?.outcome?.status).toBe('S')
  })

  it('has another idempotency key than what it cancels', async () => {
    const engine = executeParts({ does: [() => paid, () => cancelled] })
    await engine.send('pay', payment)
    await engine.send('cancelPayment', cancel)
    const [first, second] = engine.calls
    expect(first?.idempotencyKey).not.toBe(second?.idempotencyKey)
  })

  it('that succeeded is for ever, for its repeats too', async () => {
    const engine = executeParts({ does: [() => cancelled] })
    await engine.send('cancelPayment', cancel)
    await engine.time.pass(1_000 * 86_400_000)
    expect(await engine.send('cancelPayment', cancel)).toMatchObject({ disposition: 'repeated' })
    expect(answerOf(await engine.send('pay', payment))).toBe(CLOSED)
    expect(engine.calls).toHaveLength(1)
  })

  it('closes the payment whatever its key fields: a repeat that differs gets no less', async () => {
    const engine = executeParts({ does: [() => paid, () => cancelled] })
    await engine.send('pay', payment)
    await engine.send('cancelPayment', cancel)
    expect(answerOf(await engine.send('pay', { ...payment, customerToken: 'other' }))).toBe(CLOSED)
  })

  it.each([
    ['is not known', () => undecided],
    ['was malformed', () => undefined],
  ])('whose outcome %s bars the payment with U, and is executed again', async (_, first) => {
    const engine = executeParts({ does: [first, () => cancelled] })
    await engine.send('cancelPayment', cancel)
    const barred = await engine.send('pay', payment)
    expect([barred.disposition, answerOf(barred)]).toEqual(['in-progress', 'U PAYMENT_IN_PROCESS'])
    expect(barred.cause).toBe('a cancel bars it')
    await engine.time.pass(LEASE)
    expect(answerOf(await engine.send('cancelPayment', cancel))).toBe('S SUCCESS')
    expect(engine.calls).toMatchObject([
      { api: 'cancelPayment', attempt: 1 },
      { api: 'cancelPayment', attempt: 2 },
    ])
  })

  it.each([
    ['runs', () => new Promise(() => undefined)],
    ['has broken, and its lease has not run out', () => Promise.reject(new Error('reset'))],
  ])('that %s bars the payment with U, and a second cancel too', async (_, first) => {
    const engine = executeParts({ does: [first] })
    void engine.send('cancelPayment', cancel)
    await engine.time.pass(0)
    expect(answerOf(await engine.send('pay', payment))).toBe('U PAYMENT_IN_PROCESS')
    const second = await engine.send('cancelPayment', cancel)
    expect([second.disposition, answerOf(second)]).toEqual(['in-progress', 'U UNKNOWN_EXCEPTION'])
    expect(second.cause).toBe('it runs')
    expect(engine.calls).toHaveLength(1)
  })

  it('that failed bars nothing any more, and its repeats get its F', async () => {
    const engine = executeParts({ does: [() => rejected, () => paid] })
    await engine.send('cancelPayment', cancel)
    expect(answerOf(await engine.send('pay', payment))).toBe('S SUCCESS')
    expect(answerOf(await engine.send('pay', payment))).toBe('S SUCCESS')
    expect(answerOf(await engine.send('cancelPayment', cancel))).toBe('F RISK_REJECT')
    expect(engine.calls).toHaveLength(2)
  })

  it('that failed because the payment never came is no outcome: it bars the payment, and is asked again after the lease', async () => {
    const unseen = { result: { resultStatus: 'F', resultCode: 'ORDER_NOT_EXIST' } }
    const engine = executeParts({ does: [() => unseen, () => cancelled] })
    const first = await engine.send('cancelPayment', cancel)
    expect([first.disposition, answerOf(first)]).toEqual(['outcome-malformed', 'U UNKNOWN_EXCEPTION'])
    expect(first.cause).toContain('answer S, and refuse the payment')
    expect(answerOf(await engine.send('pay', payment))).toBe('U PAYMENT_IN_PROCESS')
    await engine.time.pass(LEASE)
    expect(answerOf(await engine.send('cancelPayment', cancel))).toBe('S SUCCESS')
    expect(answerOf(await engine.send('pay', payment))).toBe(CLOSED)
    expect(engine.calls.map(({ api }) => api)).toEqual(['cancelPayment', 'cancelPayment'])
  })

  it('that failed leaves the outcome of a payment as it was', async () => {
    const engine = executeParts({ does: [() => paid, () => rejected] })
    const { body } = await engine.send('pay', payment)
    await engine.send('cancelPayment', cancel)
    expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'repeated', body })
  })
})

describe('a cancel while the payment runs', () => {
  it('forwards nothing and is answered U, but bars new payments at once', async () => {
    const { engine, returns } = await whilePaying(() => cancelled)
    const result = await engine.send('cancelPayment', cancel)
    expect([result.disposition, answerOf(result)]).toEqual(['in-progress', 'U UNKNOWN_EXCEPTION'])
    returns(undecided)
    await engine.time.pass(LEASE)
    expect(await engine.send('pay', payment)).toMatchObject({ cause: 'a cancel bars it' })
    expect(engine.calls.map(({ api }) => api)).toEqual(['pay'])
  })

  it.each([
    ['S', paid],
    ['F', rejected],
  ])('has the payment’s %s recorded, and answered U', async (status, outcome) => {
    const { engine, paying, returns } = await whilePaying()
    await engine.send('cancelPayment', cancel)
    returns(outcome)
    const result = await paying
    expect([result.disposition, answerOf(result)]).toEqual(['overtaken', 'U PAYMENT_IN_PROCESS'])
    expect(engine.recorded().act?.outcome?.status).toBe(status)
  })

  it('is executed when it comes again after the payment has ended', async () => {
    const { engine, paying, returns } = await whilePaying(() => cancelled)
    await engine.send('cancelPayment', cancel)
    returns(paid)
    await paying
    expect(answerOf(await engine.send('cancelPayment', cancel))).toBe('S SUCCESS')
    expect(answerOf(await engine.send('pay', payment))).toBe(CLOSED)
    expect(engine.calls).toMatchObject([{ api: 'pay' }, { api: 'cancelPayment' }])
  })

  it('is executed from the very millisecond at which the payment’s lease runs out', async () => {
    const { engine } = await whilePaying(() => cancelled)
    await engine.time.pass(LEASE - 1)
    expect(await engine.send('cancelPayment', cancel)).toMatchObject({ cause: 'what it cancels runs' })
    await engine.time.pass(1)
    expect(answerOf(await engine.send('cancelPayment', cancel))).toBe('S SUCCESS')
  })

  it('leaves a payment that ends after the cancel closed', async () => {
    const { engine, paying, returns } = await whilePaying(() => cancelled)
    await engine.time.pass(LEASE)
    await engine.send('cancelPayment', cancel)
    returns(paid)
    expect(await paying).toMatchObject({ disposition: 'timed-out' })
    await engine.time.pass(0)
    expect(engine.recorded().act?.outcome?.status).toBe('S')
    expect(answerOf(await engine.send('pay', payment))).toBe(CLOSED)
  })

  it('bars new payments also where its claim was not heard of, or its release failed', async () => {
    for (const [through, disposition] of [
      [failingAt('claim', 'unheard'), 'store-failed'],
      [failingAt('release', 'never'), 'in-progress'],
    ] as const) {
      const engine = executeParts({
        through: (journal) => ({
          ...through(journal),
          claim: (claim) => (claim.role === 'act' ? journal : through(journal)).claim(claim),
        }),
        does: [() => new Promise(() => undefined)],
      })
      void engine.send('pay', payment)
      await engine.time.pass(0)
      expect(await engine.send('cancelPayment', cancel)).toMatchObject({ disposition })
      await engine.time.pass(2 * LEASE)
      expect(await engine.send('pay', payment)).toMatchObject({ cause: 'a cancel bars it' })
      expect(engine.calls).toHaveLength(1)
    }
  })

  it('forwards nothing where the SDK asked twice either', async () => {
    const engine = executeParts({ through: repeating, does: [() => new Promise(() => undefined)] })
    void engine.send('pay', payment)
    await engine.time.pass(0)
    expect(await engine.send('cancelPayment', cancel)).toMatchObject({ cause: 'what it cancels runs' })
    expect(engine.calls).toHaveLength(1)
  })
})
