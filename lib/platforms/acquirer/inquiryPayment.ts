import * as v from 'valibot'
import { amount, optionalText, result, text, textOrObject } from '../../content/schema.ts'
import { inquiryApi } from '../../inquiries/inquiry-api.ts'
import { noSuchObject } from '../no-such-object.ts'
import { askedPaymentState, paymentStates } from '../payment-states.ts'
import { DAY_MS, HOUR_MS, inStore, online } from '../schedules.ts'

/**
 * How a payment stands: its paymentResult; result is about the call. U is still in process, and F with ORDER_IS_CLOSED is
 * closed or cancelled, which the page does not tell apart. Every 3 seconds for 60 seconds, then more seldom:
 * https://docs.alipayplus.com/alipayplus/alipayplus/integration_auto_debit_acq_ns/inquiry_payment
 */
export const inquiryPayment = inquiryApi({
  name: 'inquiryPayment',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_tile/inquiry_payment',
  evidence: 'documented',
  kind: 'payment',
  settles: ['notifyPayment'],
  path: '/api/v1/payments/inquiryPayment',
  subject: ['payment', 'paymentRequestId'],
  alsoAsks: [],
  schema: v.looseObject({
    result,
    paymentResult: result,
    acquirerId: optionalText,
    pspId: optionalText,
    paymentRequestId: text,
    paymentId: optionalText,
    paymentAmount: v.optional(amount),
    paymentTime: optionalText,
    customerId: optionalText,
    walletBrandName: optionalText,
    settlementAmount: v.optional(amount),
    settlementQuote: v.optional(textOrObject),
    customsDeclarationAmount: v.optional(amount),
    mppPaymentId: optionalText,
    transactions: v.optional(v.array(v.looseObject({}))),
  }),
  state: { moves: paymentStates, of: ({ paymentResult }) => askedPaymentState(paymentResult) },
  finals: ['SUCCESS', 'FAIL'],
  absent: { resultCodes: noSuchObject, alsoIn: 'paymentResult', disbelievedMs: HOUR_MS },
  schedules: { online, 'in-store': inStore },
  askedForMs: 2 * DAY_MS,
})
