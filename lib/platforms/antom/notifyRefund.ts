import * as v from 'valibot'
import { amount, optionalText, result, text, textOrObject } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'
import { refundStates } from './refund-states.ts'

/** The result of a refund, which is its refundStatus. It names no payment and may overtake the answer to the refund. */
export const notifyRefund = notificationApi({
  name: 'notifyRefund',
  page: 'https://docs.antom.com/ac/ams/notify_refund',
  when: {
    has: ['refundRequestId', 'refundStatus', 'refundAmount'],
    oneOf: ['notifyType', 'REFUND_RESULT'],
  },
  schema: v.looseObject({
    notifyType: text,
    result: v.optional(result),
    refundStatus: text,
    refundRequestId: text,
    refundId: optionalText,
    refundAmount: v.optional(amount),
    refundTime: optionalText,
    grossSettlementAmount: v.optional(amount),
    settlementQuote: v.optional(v.looseObject({ exchangeAmount: v.optional(amount) })),
    actualRefundAmount: v.optional(amount),
    arn: optionalText,
    customizedInfo: v.optional(v.looseObject({})),
    metadata: v.optional(textOrObject),
  }),
  subject: ['refund', 'refundRequestId'],
  identity: ['refundRequestId', 'notifyType', 'refundStatus'],
  state: { moves: refundStates, of: ({ refundStatus }) => knownState(refundStates, refundStatus) },
})
