import * as v from 'valibot'
import { amount, optionalText, result, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { finalPaymentState, paymentStates } from '../payment-states.ts'

/** The final result of a payment, in the v1 profile of TNG, which has no time of creation. */
export const notifyPaymentV1Tng = notificationApi({
  name: 'notifyPayment.v1-tng',
  segment: 'notifyPayment',
  page: 'https://miniprogram.tngdigital.com.my/docs/miniprogram_tngd/mpdev/edgctc',
  when: { has: ['paymentRequestId', 'paymentResult'], lacks: ['paymentCreateTime'] },
  schema: v.looseObject({
    paymentRequestId: text,
    paymentId: optionalText,
    paymentResult: result,
    paymentAmount: v.optional(amount),
    paymentTime: optionalText,
    paymentFailReason: optionalText,
    extendInfo: optionalText,
  }),
  subject: ['payment', 'paymentRequestId'],
  identity: ['paymentRequestId', 'paymentResult.resultStatus'],
  state: { moves: paymentStates, of: ({ paymentResult }) => finalPaymentState(paymentResult) },
})
