import * as v from 'valibot'
import { amount, optionalText, result, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { finalPaymentState, paymentStates } from '../payment-states.ts'

/** The final result of a payment. */
export const notifyPayment = notificationApi({
  name: 'notifyPayment',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/notify_payment',
  when: { has: ['paymentResult', 'paymentRequestId'] },
  schema: v.looseObject({
    paymentResult: result,
    paymentRequestId: text,
    paymentId: optionalText,
    acquirerId: optionalText,
    pspId: optionalText,
    customerId: optionalText,
    walletBrandName: optionalText,
    paymentAmount: v.optional(amount),
    paymentTime: optionalText,
    settlementAmount: v.optional(amount),
    customsDeclarationAmount: v.optional(amount),
    mppPaymentId: optionalText,
  }),
  subject: ['payment', 'paymentRequestId'],
  identity: ['paymentRequestId', 'paymentResult.resultStatus'],
  state: { moves: paymentStates, of: ({ paymentResult }) => finalPaymentState(paymentResult) },
})
