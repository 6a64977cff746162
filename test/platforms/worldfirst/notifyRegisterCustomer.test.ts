import { expect, it } from 'vitest'
import { messageOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

it('notifyRegisterCustomer of worldfirst takes each demand to rectify as a message of its own', () => {
  const sample = sampleOf('worldfirst', 'notifyRegisterCustomer')
  const [first, again] = ['blurred', 'expired'].map((auditReason) =>
    messageOf('worldfirst', variantOf(sample, { auditDetails: { auditReason } })),
  )
  expect(first?.subject).toBe(again?.subject)
  expect(first?.identity).not.toBe(again?.identity)
})
