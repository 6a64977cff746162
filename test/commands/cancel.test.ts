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

/** A desk whose partner's system is at work on the payment, which was begun. */
async function whilePaying(...after: readonly (() => unknown)[]) {
  const { does, returns } = work()
  const desk = executeParts({ does: [does, ...after] })
  const paying = desk.send('pay', payment)
  await desk.time.pass(0)
  return { desk, paying, returns }
}

describe('a cancel', () => {
  it('of a payment that was never seen is executed, and closes it', async () => {
    const desk = executeParts({ does: [() => cancelled] })
    expect(answerOf(await desk.send('cancelPayment', cancel))).toBe('S SUCCESS')
    const before = desk.record.requests()
    const late = await desk.send('pay', payment)
    expect([late.disposition, answerOf(late)]).toEqual(['closed', CLOSED])
    expect(desk.calls.map(({ api }) => api)).toEqual(['cancelPayment'])
    expect(desk.record.requests() - before).toBe(1)
  })

  it('of a payment that succeeded is executed, and its repeats are then told that it is closed', async () => {
    const desk = executeParts({ does: [() => paid, () => cancelled] })
    await desk.send('pay', payment)
    expect(answerOf(await desk.send('cancelPayment', cancel))).toBe('S SUCCESS')
    expect(answerOf(await desk.send('pay', payment))).toBe(CLOSED)
    expect(desk.calls).toHaveLength(2)
    expect(desk.recorded().act?.outcome?.status).toBe('S')
  })

  it('has another idempotency key than what it cancels', async () => {
    const desk = executeParts({ does: [() => paid, () => cancelled] })
    await desk.send('pay', payment)
    await desk.send('cancelPayment', cancel)
    const [first, second] = desk.calls
    expect(first?.idempotencyKey).not.toBe(second?.idempotencyKey)
  })

  it('that succeeded is for ever, for its repeats too', async () => {
    const desk = executeParts({ does: [() => cancelled] })
    await desk.send('cancelPayment', cancel)
    await desk.time.pass(1_000 * 86_400_000)
    expect(await desk.send('cancelPayment', cancel)).toMatchObject({ disposition: 'repeated' })
    expect(answerOf(await desk.send('pay', payment))).toBe(CLOSED)
    expect(desk.calls).toHaveLength(1)
  })

  it('closes the payment whatever its key fields: a repeat that differs is told no less', async () => {
    const desk = executeParts({ does: [() => paid, () => cancelled] })
    await desk.send('pay', payment)
    await desk.send('cancelPayment', cancel)
    expect(answerOf(await desk.send('pay', { ...payment, customerToken: 'other' }))).toBe(CLOSED)
  })

  it.each([
    ['is not known', () => undecided],
    ['was malformed', () => undefined],
  ])('whose outcome %s bars the payment with U, and is executed again', async (_, first) => {
    const desk = executeParts({ does: [first, () => cancelled] })
    await desk.send('cancelPayment', cancel)
    const barred = await desk.send('pay', payment)
    expect([barred.disposition, answerOf(barred)]).toEqual(['in-progress', 'U PAYMENT_IN_PROCESS'])
    expect(barred.cause).toBe('a cancel bars it')
    await desk.time.pass(LEASE)
    expect(answerOf(await desk.send('cancelPayment', cancel))).toBe('S SUCCESS')
    expect(desk.calls).toMatchObject([
      { api: 'cancelPayment', attempt: 1 },
      { api: 'cancelPayment', attempt: 2 },
    ])
  })

  it.each([
    ['runs', () => new Promise(() => undefined)],
    ['has broken, and its lease has not run out', () => Promise.reject(new Error('reset'))],
  ])('that %s bars the payment with U, and a second cancel too', async (_, first) => {
    const desk = executeParts({ does: [first] })
    void desk.send('cancelPayment', cancel)
    await desk.time.pass(0)
    expect(answerOf(await desk.send('pay', payment))).toBe('U PAYMENT_IN_PROCESS')
    const second = await desk.send('cancelPayment', cancel)
    expect([second.disposition, answerOf(second)]).toEqual(['in-progress', 'U UNKNOWN_EXCEPTION'])
    expect(second.cause).toBe('it runs')
    expect(desk.calls).toHaveLength(1)
  })

  it('that failed bars nothing any more, and its repeats get its F', async () => {
    const desk = executeParts({ does: [() => rejected, () => paid] })
    await desk.send('cancelPayment', cancel)
    expect(answerOf(await desk.send('pay', payment))).toBe('S SUCCESS')
    expect(answerOf(await desk.send('pay', payment))).toBe('S SUCCESS')
    expect(answerOf(await desk.send('cancelPayment', cancel))).toBe('F RISK_REJECT')
    expect(desk.calls).toHaveLength(2)
  })

  it('that failed because the payment never came is no outcome: it bars the payment, and is asked again after the lease', async () => {
    const unseen = { result: { resultStatus: 'F', resultCode: 'ORDER_NOT_EXIST' } }
    const desk = executeParts({ does: [() => unseen, () => cancelled] })
    const first = await desk.send('cancelPayment', cancel)
    expect([first.disposition, answerOf(first)]).toEqual(['outcome-malformed', 'U UNKNOWN_EXCEPTION'])
    expect(first.cause).toContain('answer S, and refuse the payment')
    expect(answerOf(await desk.send('pay', payment))).toBe('U PAYMENT_IN_PROCESS')
    await desk.time.pass(LEASE)
    expect(answerOf(await desk.send('cancelPayment', cancel))).toBe('S SUCCESS')
    expect(answerOf(await desk.send('pay', payment))).toBe(CLOSED)
    expect(desk.calls.map(({ api }) => api)).toEqual(['cancelPayment', 'cancelPayment'])
  })

  it('that failed leaves the outcome of a payment as it was', async () => {
    const desk = executeParts({ does: [() => paid, () => rejected] })
    const { body } = await desk.send('pay', payment)
    await desk.send('cancelPayment', cancel)
    expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'repeated', body })
  })
})

describe('a cancel while the payment runs', () => {
  it('forwards nothing and is answered U, but bars new payments at once', async () => {
    const { desk, returns } = await whilePaying(() => cancelled)
    const ending = await desk.send('cancelPayment', cancel)
    expect([ending.disposition, answerOf(ending)]).toEqual(['in-progress', 'U UNKNOWN_EXCEPTION'])
    returns(undecided)
    await desk.time.pass(LEASE)
    expect(await desk.send('pay', payment)).toMatchObject({ cause: 'a cancel bars it' })
    expect(desk.calls.map(({ api }) => api)).toEqual(['pay'])
  })

  it.each([
    ['S', paid],
    ['F', rejected],
  ])('has the payment’s %s recorded, and answered U', async (status, outcome) => {
    const { desk, paying, returns } = await whilePaying()
    await desk.send('cancelPayment', cancel)
    returns(outcome)
    const ending = await paying
    expect([ending.disposition, answerOf(ending)]).toEqual(['overtaken', 'U PAYMENT_IN_PROCESS'])
    expect(desk.recorded().act?.outcome?.status).toBe(status)
  })

  it('is executed when it comes again after the payment has ended', async () => {
    const { desk, paying, returns } = await whilePaying(() => cancelled)
    await desk.send('cancelPayment', cancel)
    returns(paid)
    await paying
    expect(answerOf(await desk.send('cancelPayment', cancel))).toBe('S SUCCESS')
    expect(answerOf(await desk.send('pay', payment))).toBe(CLOSED)
    expect(desk.calls).toMatchObject([{ api: 'pay' }, { api: 'cancelPayment' }])
  })

  it('is executed from the very millisecond at which the payment’s lease runs out', async () => {
    const { desk } = await whilePaying(() => cancelled)
    await desk.time.pass(LEASE - 1)
    expect(await desk.send('cancelPayment', cancel)).toMatchObject({ cause: 'what it cancels runs' })
    await desk.time.pass(1)
    expect(answerOf(await desk.send('cancelPayment', cancel))).toBe('S SUCCESS')
  })

  it('leaves a payment that ends after the cancel to be told that it is closed', async () => {
    const { desk, paying, returns } = await whilePaying(() => cancelled)
    await desk.time.pass(LEASE)
    await desk.send('cancelPayment', cancel)
    returns(paid)
    expect(await paying).toMatchObject({ disposition: 'timed-out' })
    await desk.time.pass(0)
    expect(desk.recorded().act?.outcome?.status).toBe('S')
    expect(answerOf(await desk.send('pay', payment))).toBe(CLOSED)
  })

  it('bars new payments also where its claim was not heard of, or its release failed', async () => {
    for (const [through, disposition] of [
      [failingAt('claim', 'unheard'), 'store-failed'],
      [failingAt('release', 'never'), 'in-progress'],
    ] as const) {
      const desk = executeParts({
        through: (journal) => ({
          ...through(journal),
          claim: (claim) => (claim.role === 'act' ? journal : through(journal)).claim(claim),
        }),
        does: [() => new Promise(() => undefined)],
      })
      void desk.send('pay', payment)
      await desk.time.pass(0)
      expect(await desk.send('cancelPayment', cancel)).toMatchObject({ disposition })
      await desk.time.pass(2 * LEASE)
      expect(await desk.send('pay', payment)).toMatchObject({ cause: 'a cancel bars it' })
      expect(desk.calls).toHaveLength(1)
    }
  })

  it('forwards nothing where the SDK asked twice either', async () => {
    const desk = executeParts({ through: repeating, does: [() => new Promise(() => undefined)] })
    void desk.send('pay', payment)
    await desk.time.pass(0)
    expect(await desk.send('cancelPayment', cancel)).toMatchObject({ cause: 'what it cancels runs' })
    expect(desk.calls).toHaveLength(1)
  })
})
