import * as v from 'valibot'
import { optionalText, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { finalPaymentState, paymentStates } from '../payment-states.ts'
import { notifyPayment } from './notifyPayment.ts'

/** The result of the payment of one period of a subscription. Periods may come out of order. */
export const notifySubscriptionPayment = notificationApi({
  name: 'notifySubscriptionPayment',
  segment: 'notifyPayment',
  page: 'https://global.alipay.com/docs/ac/ams/notify_subpayment',
  when: { has: ['subscriptionId', 'paymentId', 'result'] },
  schema: v.looseObject({
    ...notifyPayment.schema.entries,
    notifyType: optionalText,
    paymentRequestId: optionalText,
    paymentId: text,
    subscriptionRequestId: optionalText,
    subscriptionId: text,
    periodStartTime: optionalText,
    periodEndTime: optionalText,
    phaseNo: optionalText,
  }),
  subject: ['subscription-payment', 'paymentId'],
  identity: ['paymentId', 'notifyType', 'result.resultStatus'],
  state: {
    moves: paymentStates,
    of: ({ notifyType, result }) =>
      notifyType === 'PAYMENT_PENDING' ? 'PENDING' : finalPaymentState(result),
  },
  secretFields: ['paymentResultInfo'],
})
