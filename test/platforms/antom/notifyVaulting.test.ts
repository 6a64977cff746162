import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('antom', 'notifyVaulting')
const vaulted = (resultStatus: string, vaultingStatus?: string) =>
  variantOf(sample, { result: { resultStatus }, vaultingStatus })
const stateOf = (body: Buffer) => messageOf('antom', body).understanding.state

describe('notifyVaulting of antom', () => {
  it('takes its status for the outcome, and its result where it has none', () => {
    expect(stepsOf('antom', [vaulted('S', 'PROCESSING'), vaulted('S', 'SUCCESS')])).toEqual([
      'changed to PROCESSING',
      'changed to SUCCESS',
    ])
    expect(stateOf(vaulted('S', 'FAIL'))).toBe('FAIL')
    expect(stateOf(vaulted('S', 'LATER'))).toBeUndefined()
    expect([vaulted('S'), vaulted('F'), vaulted('U')].map(stateOf)).toEqual(['SUCCESS', 'FAIL', undefined])
  })

  it('never lets a card or a wallet out that could pay', () => {
    const paymentMethodDetail = {
      paymentMethodType: 'CARD',
      card: { cardToken: 'TOKEN', cardNo: 'NUMBER', cvv: 'CVV', last4: '8764' },
      wallet: { token: 'TOKEN', tokenExpiryTime: '2026-11-20T00:00:00Z' },
    }
    const { body } = messageOf('antom', variantOf(sample, { paymentMethodDetail })).understanding
    expect(body.paymentMethodDetail).toEqual({
      paymentMethodType: 'CARD',
      card: { last4: '8764' },
      wallet: { tokenExpiryTime: '2026-11-20T00:00:00Z' },
    })
  })
})
