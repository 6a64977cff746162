import * as v from 'valibot'
import { amount, optionalText, result, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { finalPaymentState, paymentStates } from '../payment-states.ts'

/** The result of settling with a seller, or with the marketplace. One batch settles with each of them. */
export const notifySettlement = notificationApi({
  name: 'notifySettlement',
  page: 'https://global.alipay.com/docs/ac/marketplace/notify_settlement',
  when: {
    has: ['settlementBatchId', 'settleTo', 'result'],
    oneOf: ['notifyType', 'SETTLEMENT_RESULT'],
  },
  schema: v.looseObject({
    notifyType: text,
    settlementBatchId: text,
    referenceMerchantId: optionalText,
    settleTo: text,
    settlementArrivalTime: optionalText,
    actualSettlementAmount: v.optional(amount),
    result,
  }),
  subject: ['settlement', 'settlementBatchId', 'settleTo', 'referenceMerchantId'],
  identity: ['settlementBatchId', 'settleTo', 'referenceMerchantId', 'notifyType', 'result.resultStatus'],
  state: { moves: paymentStates, of: ({ result }) => finalPaymentState(result) },
})
