import { describe, expect, it } from 'vitest'
import { messageOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('antom', 'notifyRefund')

describe('notifyRefund of antom', () => {
  it('takes its status for the outcome: a result of S only says that the channel accepted it', () => {
    const body = variantOf(sample, { refundStatus: 'FAIL' })
    expect(messageOf('antom', body)).toMatchObject({
      identity: 'rf-20251121-0001#REFUND_RESULT#FAIL',
      understanding: { state: 'FAIL', body: { result: { resultStatus: 'S' } } },
    })
  })

  it('shares the subject of a refund with the direct one', () => {
    const direct = variantOf(sampleOf('antom', 'notifyDirectRefund'), { refundRequestId: 'rf-20251121-0001' })
    expect(messageOf('antom', direct).subject).toBe(messageOf('antom', sample.body).subject)
  })
})
