import * as v from 'valibot'
import { amount, optionalText, result, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { finalPaymentState, paymentStates } from '../payment-states.ts'

/** The final result of a payment, in the v2 profile. */
export const notifyPayment = notificationApi({
  name: 'notifyPayment',
  page: 'https://miniprogram.alipay.com/docs/miniprogram/mandiri_apis/notify_payment',
  when: { has: ['paymentRequestId', 'paymentResult', 'paymentCreateTime'] },
  schema: v.looseObject({
    paymentRequestId: text,
    paymentId: optionalText,
    paymentResult: result,
    paymentAmount: v.optional(amount),
    paymentTime: optionalText,
    paymentCreateTime: optionalText,
    extendInfo: optionalText,
  }),
  subject: ['payment', 'paymentRequestId'],
  identity: ['paymentRequestId', 'paymentResult.resultStatus'],
  state: { moves: paymentStates, of: ({ paymentResult }) => finalPaymentState(paymentResult) },
})
