import * as v from 'valibot'
import { amount, optionalText, result, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { paymentStateOf, paymentStates } from '../payment-states.ts'

/** The result of a cashier payment, or that it is being processed. */
export const notifyPayment = notificationApi({
  name: 'notifyPayment',
  page: 'https://developers.worldfirst.com/docs/alipay-worldfirst/cashier_payment/notify_payment',
  when: {
    has: ['payToRequestId', 'result'],
    oneOf: ['notifyType', 'PAYMENT_RESULT', 'PAYMENT_PROCESS'],
  },
  schema: v.looseObject({
    notifyType: text,
    result,
    payToRequestId: text,
    payToId: optionalText,
    payToAmount: v.optional(amount),
    paymentId: optionalText,
    paymentTime: optionalText,
    paymentAmount: v.optional(amount),
    paymentDetailSummaries: v.optional(v.array(v.looseObject({ paymentAmount: v.optional(amount) }))),
  }),
  subject: ['payment', 'payToRequestId'],
  identity: ['payToRequestId', 'notifyType', 'result.resultStatus'],
  state: {
    moves: paymentStates,
    of: ({ notifyType, result }) => paymentStateOf(notifyType, 'PAYMENT_PROCESS', result),
  },
})
