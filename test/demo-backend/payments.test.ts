import { describe, expect, it } from 'vitest'
import { openBackend, resultOf } from './open-backend.ts'

const backend = await openBackend()
let payments = 0

/** A payment of a user of its own. */
function newPayment() {
  const id = `payment-${++payments}`
  const user = `user-${payments}`
  const about = { paymentRequestId: id }
  const yen = (value: string) => ({ currency: 'JPY', value })
  return {
    user,
    about,
    pay: async (value = '10000', changes: object = {}, headers = {}) =>
      resultOf(
        await backend.outcome(
          '/wallet/pay',
          { ...about, paymentAmount: yen(value), paymentMethod: { customerId: user }, ...changes },
          headers,
        ),
      ),
    refund: async (value: string, changes: object = {}) =>
      resultOf(await backend.outcome('/wallet/refund', { ...about, refundAmount: yen(value), ...changes })),
    cancel: async () => resultOf(await backend.outcome('/wallet/cancelPayment', about)),
    inquire: async () => {
      const outcome = await backend.outcome('/wallet/inquiryPayment', about)
      const { paymentResult } = outcome as unknown as {
        paymentResult?: Parameters<typeof resultOf>[0]['result']
      }
      return paymentResult ? `paid: ${resultOf({ result: paymentResult })}` : resultOf(outcome)
    },
    balance: () => backend.balanceOf(user),
  }
}

describe('a payment', () => {
  it('is taken from an account that is opened for it', async () => {
    const { pay, inquire, balance } = newPayment()
    expect(await inquire()).toBe('F ORDER_NOT_EXIST')
    expect(await pay('10000')).toBe('S SUCCESS')
    expect(await balance()).toBe('990000')
    expect(await inquire()).toBe('paid: S SUCCESS')
  })

  it('may take all there is, and not a unit more', async () => {
    const all = newPayment()
    expect(await all.pay('1000000')).toBe('S SUCCESS')
    expect(await all.balance()).toBe('0')
    const more = newPayment()
    expect(await more.pay('1000001')).toBe('F USER_BALANCE_NOT_ENOUGH')
    expect(await more.balance()).toBeUndefined()
    expect(await more.inquire()).toBe('paid: F USER_BALANCE_NOT_ENOUGH')
  })

  it('needs somebody who pays', async () => {
    expect(await newPayment().pay('1', { paymentMethod: {} })).toBe('F USER_NOT_EXIST')
  })

  it('that is only evaluated takes nothing and leaves nothing', async () => {
    const { pay, inquire, balance } = newPayment()
    const evaluation = { paymentFactor: { isPaymentEvaluation: 'true' } }
    expect(await pay('1000000', evaluation)).toBe('S SUCCESS')
    expect(await pay('1000001', evaluation)).toBe('F USER_BALANCE_NOT_ENOUGH')
    expect(await balance()).toBeUndefined()
    expect(await inquire()).toBe('F ORDER_NOT_EXIST')
  })
})

describe('refunds', () => {
  it('give back parts, up to what was paid', async () => {
    const { pay, refund, balance } = newPayment()
    await pay('10000')
    expect(await refund('4000')).toBe('S SUCCESS')
    expect(await refund('6001')).toBe('F REFUND_AMOUNT_EXCEED')
    expect(await refund('6000')).toBe('S SUCCESS')
    expect(await refund('1')).toBe('F REFUND_AMOUNT_EXCEED')
    expect(await balance()).toBe('1000000')
  })

  it('that come at the same time never exceed it together', async () => {
    const { pay, refund, balance } = newPayment()
    await pay('10000')
    const results = await Promise.all(Array.from({ length: 20 }, () => refund('3000')))
    expect(results.filter((result) => result === 'S SUCCESS')).toHaveLength(3)
    expect(await balance()).toBe('999000')
  })

  it('are of the same currency', async () => {
    const { pay, refund } = newPayment()
    await pay('10000')
    expect(await refund('1', { refundAmount: { currency: 'USD', value: '1' } })).toBe('F PARAM_ILLEGAL')
  })

  it('are refused where nothing was paid, but not before that is known', async () => {
    const { pay, refund } = newPayment()
    expect(await refund('1')).toBe('U UNKNOWN_EXCEPTION')
    await pay('1000001')
    expect(await refund('1')).toBe('F ORDER_IS_CLOSED')
  })
})

describe('a cancel', () => {
  it('gives back what was paid, once', async () => {
    const { pay, cancel, inquire, balance } = newPayment()
    await pay('10000')
    expect(await cancel()).toBe('S SUCCESS')
    expect(await cancel()).toBe('S SUCCESS')
    expect(await balance()).toBe('1000000')
    expect(await inquire()).toBe('paid: F ORDER_IS_CLOSED')
  })

  it('gives back only what was not refunded yet, and no refund comes after it', async () => {
    const { pay, refund, cancel, balance } = newPayment()
    await pay('10000')
    await refund('4000')
    expect(await cancel()).toBe('S SUCCESS')
    expect(await refund('1')).toBe('F ORDER_IS_CLOSED')
    expect(await balance()).toBe('1000000')
  })

  it('of a payment that never came bars it', async () => {
    const { pay, cancel, inquire, balance } = newPayment()
    expect(await cancel()).toBe('S SUCCESS')
    expect(await pay()).toBe('F ORDER_IS_CLOSED')
    expect(await balance()).toBeUndefined()
    expect(await inquire()).toBe('paid: F ORDER_IS_CLOSED')
  })

  it('that comes with its payment leaves the money where it was', async () => {
    for (let round = 0; round < 10; round++) {
      const { pay, cancel, balance } = newPayment()
      const [paid, cancelled] = await Promise.all([pay(), cancel()])
      expect(['S SUCCESS', 'F ORDER_IS_CLOSED']).toContain(paid)
      expect(cancelled).toBe('S SUCCESS')
      expect([undefined, '1000000']).toContain(await balance())
    }
  })
})

it('adds up', async () => {
  expect((await backend.ledger()).surplus).toEqual([])
})
