import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('antom', 'notifySubscriptionCancel')

describe('notifySubscriptionCancel of antom', () => {
  it('is about one order of the subscription, else about one transaction', () => {
    const subscription = 'subscription-order#202511201900000000000001000020001'
    expect(messageOf('antom', sample.body).subject).toBe(`${subscription}#SO-0001`)
    const nameless = variantOf(sample, { subscriptionOrderId: '' })
    const { subject, identity } = messageOf('antom', nameless)
    expect(subject).toBe(`${subscription}#ST-0001`)
    expect(`subscription-order#${identity}`).toBe(`${subject}##CANCEL`)
  })

  it('does not take back a termination', () => {
    const terminated = variantOf(sample, { subscriptionOrderStatus: 'TERMINATE' })
    expect(stepsOf('antom', [terminated, sample.body])).toEqual([
      'changed to TERMINATE',
      'stale at TERMINATE',
    ])
  })
})
