import { expect, it } from 'vitest'
import { messageOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

it('notifyTradeOrder of worldfirst takes each report about a submission as a message of its own', () => {
  const sample = sampleOf('worldfirst', 'notifyTradeOrder')
  const declared = [{ referenceOrderNo: 'ORD-1', orderStatus: 'PARTIAL_DECLARED' }]
  const [first, later] = [sample.body, variantOf(sample, { tradeOrderResults: declared })].map((body) =>
    messageOf('worldfirst', body),
  )
  expect(later?.subject).toBe(first?.subject)
  expect(later?.identity).not.toBe(first?.identity)
})
