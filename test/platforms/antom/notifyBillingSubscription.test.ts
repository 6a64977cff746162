import { describe, expect, it } from 'vitest'
import { messageOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

describe('notifyBillingSubscription of antom', () => {
  it('is not the subscription that has a page of its own', () => {
    const body = variantOf(sampleOf('antom', 'notifySubscription'), { status: 'ACTIVE' })
    expect(messageOf('antom', body).api).toBe('notifySubscription')
  })

  it('takes a status that comes again at another time as a message of its own, and orders none', () => {
    const sample = sampleOf('antom', 'notifyBillingSubscription')
    const [first, again] = ['2025-11-20T10:00:00Z', '2025-12-20T10:00:00Z'].map((eventTime) =>
      messageOf('antom', variantOf(sample, { eventTime })),
    )
    expect(again?.identity).not.toBe(first?.identity)
    expect(again?.understanding.state).toBeUndefined()
  })
})
