import { describe, expect, it } from 'vitest'
import { readOutcome } from '../../../lib/commands/read-outcome.ts'
import { userInitiatedPay } from '../../../lib/platforms/acquirer/userInitiatedPay.ts'
import { commandSampleOf } from '../../support/request/command-samples.ts'

const order = JSON.parse(commandSampleOf('acquirer', 'userInitiatedPay').response.toString())
const store = JSON.parse(commandSampleOf('acquirer', 'userInitiatedPay.entryCode').response.toString())

describe('its answer', () => {
  it.each(['paymentRequestId', 'order', 'paymentAmount'])('for an order has %s', (field) => {
    const { [field]: _, ...rest } = order
    expect(readOutcome(rest, userInitiatedPay)).toEqual({
      ok: false,
      refusal: `${field} is missing or illegal`,
    })
  })

  it('for an order has a whole number of the smallest unit', () => {
    const paymentAmount = { currency: 'JPY', value: '732.00' }
    expect(readOutcome({ ...order, paymentAmount }, userInitiatedPay)).toEqual({
      ok: false,
      refusal: 'paymentAmount.value is missing or illegal',
    })
  })

  it('for a store has nothing more than its type', () => {
    const { result, codeType } = store
    expect(readOutcome({ result, codeType }, userInitiatedPay)).toMatchObject({ ok: true })
  })

  it('is for an order or a store, because Alipay+ knows no other', () => {
    expect(readOutcome({ ...store, codeType: 'OTHER' }, userInitiatedPay)).toEqual({
      ok: false,
      refusal: 'codeType is missing or illegal',
    })
  })
})
