import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('antom', 'notifySubscriptionPayment')

describe('notifySubscriptionPayment of antom', () => {
  it('is known from a payment by its subscription, with all that it has in common with one', () => {
    const payment = JSON.parse(sampleOf('antom').body.toString())
    const body = variantOf(sample, { ...payment, paymentId: 'p1' })
    for (const uri of ['/antom/notify', '/antom/notify/notifyPayment']) {
      expect(messageOf('antom', body, uri)).toMatchObject({
        api: 'notifySubscriptionPayment',
        subject: 'subscription-payment#p1',
      })
    }
  })

  it('may be pending, as a payment may be', () => {
    const pending = variantOf(sample, { notifyType: 'PAYMENT_PENDING' })
    expect(stepsOf('antom', [pending, sample.body, pending])).toEqual([
      'changed to PENDING',
      'changed to SUCCESS',
      'stale at SUCCESS',
    ])
  })
})
