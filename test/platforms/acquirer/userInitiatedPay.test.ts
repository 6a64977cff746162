import { describe, expect, it } from 'vitest'
import { readOutcome } from '../../../lib/commands/read-outcome.ts'
import { userInitiatedPay } from '../../../lib/platforms/acquirer/userInitiatedPay.ts'
import { commandSampleOf, isRecorded } from '../../support/command-samples.ts'

const entryCodePrefixes = ['https://qr.example-acquirer.com/store/', 'https://s.example.com/']
const order = JSON.parse(commandSampleOf('acquirer', 'userInitiatedPay').response.toString())
const store = JSON.parse(commandSampleOf('acquirer', 'userInitiatedPay.entryCode').response.toString())

describe('a scanned code', () => {
  it.each(['userInitiatedPay', 'userInitiatedPay.entryCode'])(
    'is recorded where no prefix is set: %s',
    (name) => {
      const { codeValue } = JSON.parse(commandSampleOf('acquirer', name).request.toString())
      expect(isRecorded(userInitiatedPay, { codeValue })).toBe(true)
    },
  )

  it.each([
    ['https://qr.example-acquirer.com/store/S000001', false],
    ['https://s.example.com/1', false],
    ['https://qr.example-acquirer.com/281012040000000000000001', true],
    ['x https://s.example.com/1', true],
  ])('that is %s is recorded: %s', (codeValue, expected) => {
    expect(isRecorded(userInitiatedPay, { codeValue }, entryCodePrefixes)).toBe(expected)
  })
})

describe('its answer', () => {
  it.each(['paymentRequestId', 'order', 'paymentAmount'])('for an order has %s', (field) => {
    const { [field]: _, ...rest } = order
    expect(readOutcome(rest, userInitiatedPay)).toEqual({
      ok: false,
      refusal: `${field} is missing or illegal`,
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
