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
    const engine = executeParts()
    const { body } = await engine.send('pay', payment)
    const repeat = await engine.send('pay', unfit)
    expect(repeat).toMatchObject({ disposition: 'repeated', body, cause: 'paymentExpiryTime is illegal' })
    expect(engine.calls).toHaveLength(1)
  })

  it('gets it also where the amount is written otherwise', async () => {
    const engine = executeParts()
    const { body } = await engine.send('pay', payment)
    const paymentAmount = { currency: 'JPY', value: 100 }
    expect(await engine.send('pay', { ...unfit, paymentAmount })).toMatchObject({ body })
  })

  it('is inconsistent where another was begun under its name', async () => {
    const engine = executeParts()
    await engine.send('pay', payment)
    const other = { ...unfit, paymentAmount: { currency: 'JPY', value: '999' } }
    expect(answerOf(await engine.send('pay', other))).toBe('F REPEAT_REQ_INCONSISTENT')
  })

  it('is U while the end of what was begun is not known', async () => {
    const engine = executeParts({ does: [() => undecided] })
    await engine.send('pay', payment)
    const before = engine.recorded()
    expect(answerOf(await engine.send('pay', unfit))).toBe('U PAYMENT_IN_PROCESS')
    expect(engine.recorded()).toEqual(before)
  })

  it('is closed where it was cancelled', async () => {
    const engine = executeParts({ does: [() => cancelled] })
    await engine.send('cancelPayment', cancelOf(payment))
    expect(answerOf(await engine.send('pay', unfit))).toBe('F ORDER_IS_CLOSED')
  })

  it('is illegal where nothing was begun, and leaves nothing in the record', async () => {
    const engine = executeParts()
    const result = await engine.send('pay', unfit)
    expect(result).toMatchObject({ disposition: 'param-illegal', cause: 'paymentExpiryTime' })
    expect(answerOf(result)).toBe(PARAM_ILLEGAL)
    expect([engine.recorded(), engine.record.requests(), engine.calls.length]).toEqual([{}, 1, 0])
    expect(JSON.stringify(result)).not.toContain('canary')
    expect(answerOf(await engine.send('pay', payment))).toBe('S SUCCESS')
  })

  it('is illegal without a look where nothing of its kind is recorded', async () => {
    const engine = executeParts()
    expect(answerOf(await engine.send('inquiryPayment', { paymentRequestId: ['x'] }))).toBe(PARAM_ILLEGAL)
    expect(engine.record.requests()).toBe(0)
  })

  it('is illegal without a look where nothing names it', async () => {
    const engine = executeParts()
    for (const body of ['', '[]', { ...payment, paymentRequestId: ['x'] }]) {
      expect(answerOf(await engine.send('pay', body))).toBe(PARAM_ILLEGAL)
    }
    expect(engine.record.requests()).toBe(0)
  })

  it('is to be sent again where the record cannot be read', async () => {
    const engine = executeParts({ through: failingAt('look', 'never') })
    const result = await engine.send('pay', unfit)
    expect([result.disposition, answerOf(result)]).toEqual(['store-failed', 'U UNKNOWN_EXCEPTION'])
  })
})
