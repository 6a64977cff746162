import * as v from 'valibot'
import { amount, optionalText, result, text, textOrObject } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { paymentStateOf, paymentStates } from '../payment-states.ts'

/** The result of a payment, or that it is pending: S with PAYMENT_PENDING means not paid yet. */
export const notifyPayment = notificationApi({
  name: 'notifyPayment',
  page: 'https://docs.antom.com/ac/ams/paymentrn_online',
  when: {
    has: ['paymentRequestId', 'result'],
    lacks: ['subscriptionId'],
    oneOf: ['notifyType', 'PAYMENT_RESULT', 'PAYMENT_PENDING'],
  },
  schema: v.looseObject({
    notifyType: text,
    result,
    paymentRequestId: text,
    paymentId: optionalText,
    paymentAmount: v.optional(amount),
    paymentCreateTime: optionalText,
    paymentTime: optionalText,
    grossSettlementAmount: v.optional(amount),
    customsDeclarationAmount: v.optional(amount),
    processingAmount: v.optional(amount),
    pspCustomerInfo: v.optional(textOrObject),
    settlementQuote: v.optional(textOrObject),
    paymentQuote: v.optional(textOrObject),
    acquirerReferenceNo: optionalText,
    acquirerInfo: v.optional(textOrObject),
    paymentResultInfo: v.optional(textOrObject),
    customizedInfo: v.optional(textOrObject),
    metadata: v.optional(textOrObject),
    paymentMethodType: optionalText,
    subscriptionOrderId: optionalText,
    retryInfo: v.optional(textOrObject),
    updateRequestId: optionalText,
    authExpiryTime: optionalText,
    taxCalculationId: optionalText,
  }),
  subject: ['payment', 'paymentRequestId'],
  identity: ['paymentRequestId', 'notifyType', 'updateRequestId', 'result.resultStatus'],
  state: {
    moves: paymentStates,
    of: ({ notifyType, result }) => paymentStateOf(notifyType, 'PAYMENT_PENDING', result),
  },
  secretFields: ['paymentResultInfo'],
})
