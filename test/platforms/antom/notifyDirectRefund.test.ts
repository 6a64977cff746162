import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('antom', 'notifyDirectRefund')
const withStatus = (refundStatus: string) => variantOf(sample, { refundStatus })

describe('notifyDirectRefund of antom', () => {
  it('is not the refund that has a page of its own, whatever its type', () => {
    const body = variantOf(sample, { notifyType: 'REFUND_RESULT' })
    expect(messageOf('antom', body).api).toBe('notifyDirectRefund')
  })

  it('is done with SUCCESS or FAIL; a code of a refusal is no state', () => {
    expect(stepsOf('antom', ['SUCCESS', 'PROCESSING'].map(withStatus))).toEqual([
      'changed to SUCCESS',
      'stale at SUCCESS',
    ])
    expect(stepsOf('antom', ['PROCESSING', 'FAIL'].map(withStatus)).at(-1)).toBe('changed to FAIL')
    const refusal = withStatus('MERCHANT_BALANCE_NOT_ENOUGH')
    expect(messageOf('antom', refusal).understanding.state).toBeUndefined()
  })

  it('never lets the grant out', () => {
    const refundFromMethod = { grantToken: 'GRANT', refundFromMethodType: 'ANTOM_BIZ_ACCOUNT_DEPOSIT' }
    const { body } = messageOf('antom', variantOf(sample, { refundFromMethod })).understanding
    expect(body.refundFromMethod).toEqual({ refundFromMethodType: 'ANTOM_BIZ_ACCOUNT_DEPOSIT' })
  })
})
