import { describe, expect, it } from 'vitest'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { commandSampleOf, nameOf } from '../support/request/command-samples.ts'

/** The platform's sample of the API with these changes: where it is recorded, and what its repeats must share. */
function compare(platform: PlatformName, api: string, changes: object, other: object = {}) {
  const sample = JSON.parse(commandSampleOf(platform, api).request.toString())
  const [one, two] = [other, changes].map((each) => nameOf(platform, api, { ...sample, ...each }))
  return { isOne: one?.key === two?.key, isConsistent: one?.digest === two?.digest }
}

const repeat = { isOne: true, isConsistent: true }
const contradiction = { isOne: true, isConsistent: false }
const another = { isOne: false }
const method = { paymentMethodType: 'EXAMPLE_WALLET', customerId: '1000001119398804' }
const yen = (value: string) => ({ currency: 'JPY', value })

describe('a repeat', () => {
  it.each<[PlatformName, string, string, object, object?]>([
    ['wallet', 'pay', 'with more than its page names', { paymentMethod: { ...method, extendInfo: '{}' } }],
    ['wallet', 'pay', 'with more in an amount', { paymentAmount: { ...yen('10000'), extendInfo: '{}' } }],
    ['wallet', 'pay', 'with an empty surcharge', { surchargeInfo: {} }],
    ['wallet', 'pay', 'with no promotion', { paymentPromoInfo: { promos: [], extendInfo: null } }],
    ['wallet', 'refund', 'with an empty surcharge', { surchargeInfo: {}, refundPromoInfo: [] }],
    ['wallet', 'refund', 'with another reason', { refundReason: 'another' }],
    ['wallet', 'registration', 'with another name', { productCodes: ['CASHIER_PAYMENT'] }],
    ['acquirer', 'initiateEscalation', 'at another time', { disputeOccurTime: '2026-01-01T00:00:00Z' }],
  ])('of %s %s %s is one', (platform, api, _, changes) => {
    expect(compare(platform, api, changes)).toEqual(repeat)
  })

  it.each<[PlatformName, string, string, object, object?]>([
    ['wallet', 'pay', 'of another user', { paymentMethod: { ...method, customerId: '2' } }],
    ['wallet', 'pay', 'with a surcharge', { surchargeInfo: { surchargeAmount: yen('1') } }],
    ['wallet', 'refund', 'of another payment', { paymentRequestId: 'another' }],
    ['wallet', 'registration', 'of another merchant', { merchantInfo: { referenceMerchantId: '2' } }],
    ['wallet', 'registration', 'of another store', { storeInfo: { referenceStoreId: 'S2' } }],
    ['acquirer', 'initiateEscalation', 'of another amount', { escalationAmount: yen('1') }],
    ['acquirer', 'initiateEscalation', 'of another payment', { paymentRequestId: 'another' }],
    ['acquirer', 'pushPayment', 'at another store', { codeValue: 'https://qr.example-acquirer.com/store/2' }],
    ['acquirer', 'pushPayment', 'of an order that it did not name', { paymentRequestId: 'acq-1' }],
  ])('of %s %s %s contradicts the first', (platform, api, _, changes) => {
    expect(compare(platform, api, changes)).toEqual(contradiction)
  })

  it.each<[PlatformName, string, string, object]>([
    ['wallet', 'responseRetrieval', 'with more documents', { responseCode: '0002' }],
    ['wallet', 'refund', 'under another id', { refundRequestId: 'another' }],
  ])('of %s %s %s is an operation of its own', (platform, api, _, changes) => {
    expect(compare(platform, api, changes)).toMatchObject(another)
  })
})
