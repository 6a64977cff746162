import * as v from 'valibot'
import { amount, optionalText, result, text, textOrObject } from '../../content/schema.ts'
import { inquiryApi } from '../../inquiries/inquiry-api.ts'
import { knownState } from '../known-state.ts'
import { noSuchObject } from '../no-such-object.ts'
import { paymentFinals, paymentStates } from '../payment-states.ts'
import { DAY_MS, HOUR_MS, inStore, online } from '../schedules.ts'

/**
 * How a payment stands: its paymentStatus, never the result, which is about the call. Asked from a minute on; in store
 * after five seconds, every three seconds, 10 to 20 times:
 * https://docs.antom.com/ac/autodebitpay/inquire_payment, https://docs.antom.com/ac/ams_upm/bp
 */
export const inquiryPayment = inquiryApi({
  name: 'inquiryPayment',
  page: 'https://docs.antom.com/ac/ams/paymentri_online',
  evidence: 'documented',
  kind: 'payment',
  settles: ['notifyPayment'],
  path: '/api/v1/payments/inquiryPayment',
  subject: ['payment', 'paymentRequestId'],
  alsoAsks: [],
  schema: v.looseObject({
    result,
    paymentStatus: text,
    paymentResultCode: optionalText,
    paymentResultMessage: optionalText,
    paymentRequestId: text,
    paymentId: optionalText,
    authPaymentId: optionalText,
    paymentAmount: v.optional(amount),
    actualPaymentAmount: v.optional(amount),
    paymentQuote: v.optional(textOrObject),
    authExpiryTime: optionalText,
    paymentCreateTime: optionalText,
    paymentTime: optionalText,
    nonGuaranteeCouponAmount: v.optional(amount),
    pspCustomerInfo: v.optional(textOrObject),
    cardInfo: v.optional(textOrObject),
    redirectActionForm: v.optional(textOrObject),
    acquirerReferenceNo: optionalText,
    acquirerInfo: v.optional(textOrObject),
    extendInfo: v.optional(textOrObject),
    transactions: v.optional(v.array(v.looseObject({}))),
    customsDeclarationAmount: v.optional(amount),
    grossSettlementAmount: v.optional(amount),
    settlementQuote: v.optional(textOrObject),
    paymentResultInfo: v.optional(textOrObject),
    merchantAccountId: optionalText,
    promotionResults: v.optional(v.array(v.looseObject({}))),
    earliestSettlementTime: optionalText,
    paymentMethodType: optionalText,
    customizedInfo: v.optional(textOrObject),
    processingAmount: v.optional(amount),
    metadata: v.optional(textOrObject),
  }),
  state: { moves: paymentStates, of: ({ paymentStatus }) => knownState(paymentStates, paymentStatus) },
  finals: paymentFinals,
  // A payment may begin only when the buyer submits, an hour after its session was made.
  absent: { resultCodes: noSuchObject, disbelievedMs: 2 * HOUR_MS },
  schedules: { online, 'in-store': inStore },
  // Bank transfers may take seven days: https://docs.antom.com/ac/cashierpay/payment_status_desc
  askedForMs: 8 * DAY_MS,
  // Who follows the redirect pays or sees the order.
  secretFields: ['paymentResultInfo', 'cardInfo', 'redirectActionForm'],
})
