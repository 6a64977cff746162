import { expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const settled = sampleOf('worldfirst', 'notifyTradeOrderCloseResult')

it('notifyTradeOrderCloseResult of worldfirst closes a trade once, settled or refunded', () => {
  const refunded = variantOf(settled, { isRefund: 'Y' })
  expect(stepsOf('worldfirst', [settled.body])).toEqual(['changed to CLOSED'])
  expect(messageOf('worldfirst', refunded).identity).toBe(messageOf('worldfirst', settled.body).identity)
})
