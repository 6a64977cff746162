import { describe, expect, it } from 'vitest'
import {
  answerOf,
  cancelled,
  cancelOf,
  executeParts,
  failingAt,
  payment,
  undecided,
} from '../support/memory/execute-parts.ts'

/** As the row would read it, were it stricter than when the payment was begun. */
const unfit = { ...payment, paymentExpiryTime: ['value-canary'] }
const PARAM_ILLEGAL = 'F PARAM_ILLEGAL'

describe('a command that does not fit its row', () => {
  it('gets the outcome that the operation came to when it fitted', async () => {
    const desk = executeParts()
    const { body } = await desk.send('pay', payment)
    const repeat = await desk.send('pay', unfit)
    expect(repeat).toMatchObject({ disposition: 'repeated', body, cause: 'paymentExpiryTime is illegal' })
    expect(desk.calls).toHaveLength(1)
  })

  it('gets it also where the amount is written otherwise', async () => {
    const desk = executeParts()
    const { body } = await desk.send('pay', payment)
    const paymentAmount = { currency: 'JPY', value: 100 }
    expect(await desk.send('pay', { ...unfit, paymentAmount })).toMatchObject({ body })
  })

  it('is inconsistent where another was begun under its name', async () => {
    const desk = executeParts()
    await desk.send('pay', payment)
    const other = { ...unfit, paymentAmount: { currency: 'JPY', value: '999' } }
    expect(answerOf(await desk.send('pay', other))).toBe('F REPEAT_REQ_INCONSISTENT')
  })

  it('is U while the end of what was begun is not known', async () => {
    const desk = executeParts({ does: [() => undecided] })
    await desk.send('pay', payment)
    const before = desk.recorded()
    expect(answerOf(await desk.send('pay', unfit))).toBe('U PAYMENT_IN_PROCESS')
    expect(desk.recorded()).toEqual(before)
  })

  it('is closed where it was cancelled', async () => {
    const desk = executeParts({ does: [() => cancelled] })
    await desk.send('cancelPayment', cancelOf(payment))
    expect(answerOf(await desk.send('pay', unfit))).toBe('F ORDER_IS_CLOSED')
  })

  it('is illegal where nothing was begun, and leaves nothing in the record', async () => {
    const desk = executeParts()
    const ending = await desk.send('pay', unfit)
    expect(ending).toMatchObject({ disposition: 'param-illegal', cause: 'paymentExpiryTime' })
    expect(answerOf(ending)).toBe(PARAM_ILLEGAL)
    expect([desk.recorded(), desk.record.requests(), desk.calls.length]).toEqual([{}, 1, 0])
    expect(JSON.stringify(ending)).not.toContain('canary')
    expect(answerOf(await desk.send('pay', payment))).toBe('S SUCCESS')
  })

  it('is illegal without a look where nothing of its kind is recorded', async () => {
    const desk = executeParts()
    expect(answerOf(await desk.send('inquiryPayment', { paymentRequestId: ['x'] }))).toBe(PARAM_ILLEGAL)
    expect(desk.record.requests()).toBe(0)
  })

  it('is illegal without a look where nothing names it', async () => {
    const desk = executeParts()
    for (const body of ['', '[]', { ...payment, paymentRequestId: ['x'] }]) {
      expect(answerOf(await desk.send('pay', body))).toBe(PARAM_ILLEGAL)
    }
    expect(desk.record.requests()).toBe(0)
  })

  it('is to be sent again where the record cannot be read', async () => {
    const desk = executeParts({ through: failingAt('settle', 'never') })
    const ending = await desk.send('pay', unfit)
    expect([ending.disposition, answerOf(ending)]).toEqual(['store-failed', 'U UNKNOWN_EXCEPTION'])
  })
})
