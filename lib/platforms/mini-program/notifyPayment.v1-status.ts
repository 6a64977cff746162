import * as v from 'valibot'
import { amount, optionalText, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'
import { paymentStates } from '../payment-states.ts'

/** The final result of a payment, in the v1 profile that has a status in place of a result. */
export const notifyPaymentV1Status = notificationApi({
  name: 'notifyPayment.v1-status',
  segment: 'notifyPayment',
  page: 'https://docs.rebellapp.com/openapis/v1/payments/notifyPayment',
  when: { has: ['paymentRequestId', 'paymentStatus'], lacks: ['paymentResult', 'appId'] },
  schema: v.looseObject({
    paymentRequestId: text,
    paymentId: optionalText,
    paymentStatus: text,
    paymentAmount: v.optional(amount),
    paymentTime: optionalText,
    paymentCreateTime: optionalText,
  }),
  subject: ['payment', 'paymentRequestId'],
  identity: ['paymentRequestId', 'paymentStatus'],
  state: { moves: paymentStates, of: ({ paymentStatus }) => knownState(paymentStates, paymentStatus) },
})
