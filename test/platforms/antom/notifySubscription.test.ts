import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('antom', 'notifySubscription')
const changed = (subscriptionNotificationType: string, subscriptionStatus: string) =>
  variantOf(sample, { subscriptionNotificationType, subscriptionStatus })

describe('notifySubscription of antom', () => {
  it('is not active again after its end, nor cancelled', () => {
    const history = [
      changed('CREATE', 'ACTIVE'),
      changed('TERMINATE', 'TERMINATED'),
      changed('CREATE', 'ACTIVE'),
      changed('CANCEL', 'CANCELLED'),
    ]
    expect(stepsOf('antom', history)).toEqual([
      'changed to ACTIVE',
      'changed to TERMINATED',
      'stale at TERMINATED',
      'stale at TERMINATED',
    ])
  })

  it('may be cancelled before it ends', () => {
    expect(stepsOf('antom', [changed('CANCEL', 'CANCELLED'), changed('TERMINATE', 'TERMINATED')])).toEqual([
      'changed to CANCELLED',
      'changed to TERMINATED',
    ])
  })

  it('takes each change as a message of its own', () => {
    const [one, other] = ['1', '3'].map((periodCount) =>
      messageOf('antom', variantOf(sample, { periodRule: { periodCount } })),
    )
    expect(one?.subject).toBe(other?.subject)
    expect(one?.identity).not.toBe(other?.identity)
  })
})
