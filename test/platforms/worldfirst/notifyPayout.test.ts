import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('worldfirst', 'notifyPayout')
const withResult = (resultStatus: string, resultCode: string) =>
  variantOf(sample, { transferResult: { resultCode, resultStatus, resultMessage: '' } })

const success = withResult('S', 'SUCCESS')
const reversed = withResult('F', 'ORDER_IS_REVERSED')
const failed = withResult('F', 'RISK_REJECT')

describe('notifyPayout of worldfirst', () => {
  it('reverses a payout that succeeded, in any order of arrival', () => {
    expect(stepsOf('worldfirst', [success, reversed])).toEqual(['changed to SUCCESS', 'changed to REVERSED'])
    expect(stepsOf('worldfirst', [reversed, success])).toEqual(['changed to REVERSED', 'stale at REVERSED'])
  })

  it('takes any other failure of what succeeded as a contradiction', () => {
    expect(stepsOf('worldfirst', [success, failed])).toEqual(['changed to SUCCESS', 'conflicting at SUCCESS'])
    expect(stepsOf('worldfirst', [failed, reversed])).toEqual(['changed to FAIL', 'conflicting at FAIL'])
  })

  it.each([
    ['U', 'UNKNOWN_EXCEPTION'],
    ['S', 'PROCESSING'],
  ])('does not take %s with %s as an end', (status, code) => {
    expect(stepsOf('worldfirst', [withResult(status, code), success])).toEqual([
      'changed to PROCESSING',
      'changed to SUCCESS',
    ])
  })

  it('has no state for a status that its page does not know', () => {
    expect(messageOf('worldfirst', withResult('s', 'ANY')).understanding.state).toBeUndefined()
  })

  it('takes the failure and the reversal, whose status is one, as two messages', () => {
    expect(messageOf('worldfirst', failed).identity).not.toBe(messageOf('worldfirst', reversed).identity)
  })

  it.each(['notifyPayout', 'notifyTransfer', 'notifyTransferResult'])(
    'shares its subject with the other transfers, which only optional marks tell apart: %s',
    (name) => {
      const body = variantOf(sampleOf('worldfirst', name), { transferRequestId: 't1' })
      expect(messageOf('worldfirst', body)).toMatchObject({ api: name, subject: 'transfer#t1' })
    },
  )

  it('never lets the token of a method out', () => {
    const method = { paymentMethodType: 'BANK_ACCOUNT_DETAIL', paymentMethodId: 'TOKEN' }
    const body = variantOf(sample, {
      transferFromDetail: { transferFromMethod: method },
      transferToDetail: { transferToMethod: { ...method, paymentMethodMetaData: '{}' } },
    })
    expect(messageOf('worldfirst', body).understanding.body).toMatchObject({
      transferFromDetail: { transferFromMethod: { paymentMethodType: 'BANK_ACCOUNT_DETAIL' } },
    })
    expect(JSON.stringify(messageOf('worldfirst', body).understanding.body)).not.toMatch(/TOKEN|MetaData/)
  })
})
