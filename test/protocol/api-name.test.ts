import { describe, expect, it } from 'vitest'
import { apiNameOf, namesNotification } from '../../lib/protocol/api-name.ts'

describe('apiNameOf', () => {
  it.each([
    ['/wallet/pay', 'pay'],
    ['/wallet/pay/', 'pay'],
    ['/wallet/pay///', 'pay'],
    ['/pay', 'pay'],
    ['pay', 'pay'],
    ['/wallet/pay?to=/wallet/refund', 'pay'],
    ['/wallet/pay/?a', 'pay'],
    ['/wallet/pay?a?b', 'pay'],
    ['/wallet/%70ay', '%70ay'],
    ['/', ''],
    ['', ''],
    ['?pay', ''],
  ])('gives of %j the last segment, %j', (uri, name) => {
    expect(apiNameOf(uri)).toBe(name)
  })

  // A cost that grows with the square of the length takes ten seconds here.
  it('costs next to nothing, however many slashes a stranger writes', () => {
    expect(apiNameOf(`${'/'.repeat(100_000)}pay?`)).toBe('pay')
    expect(apiNameOf(`/wallet${'/'.repeat(100_000)}`)).toBe('wallet')
  })
})

describe('namesNotification', () => {
  it('goes by the word alone, in any case', () => {
    expect(['notify', 'notifyPayment', 'authNotify', 'transactionNOTIFY'].every(namesNotification)).toBe(true)
    expect(['', 'pay', 'notice', 'inquiryPayment', 'constructor'].some(namesNotification)).toBe(false)
  })
})
