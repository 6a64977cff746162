import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('antom', 'notifyCreditNote')
const withStatus = (status: string) => variantOf(sample, { notifyId: `n-${status}`, creditNote: { status } })

describe('notifyCreditNote of antom', () => {
  it('is the message that its notifyId names, else the one of its type', () => {
    expect(messageOf('antom', sample.body).identity).toBe('cn-req-0001#NTF0001')
    expect(messageOf('antom', variantOf(sample, { notifyId: null })).identity).toBe('cn-req-0001#REFUNDED')
  })

  it.each(['REFUNDED', 'REFUND_FAILED', 'VOIDED'])('ends with %s', (end) => {
    expect(stepsOf('antom', ['ISSUED', end, 'PROCESSING'].map(withStatus))).toEqual([
      'changed to ISSUED',
      `changed to ${end}`,
      `stale at ${end}`,
    ])
  })

  it('reports no state without its credit note', () => {
    const body = variantOf(sample, { creditNote: null })
    expect(messageOf('antom', body).understanding.state).toBeUndefined()
  })
})
