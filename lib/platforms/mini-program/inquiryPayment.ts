import * as v from 'valibot'
import { amount, optionalText, result, text } from '../../content/schema.ts'
import { inquiryApi } from '../../inquiries/inquiry-api.ts'
import { knownState } from '../known-state.ts'
import { noSuchObject } from '../no-such-object.ts'
import { paymentFinals, paymentStates } from '../payment-states.ts'
import { DAY_MS, HOUR_MS, SECOND_MS } from '../schedules.ts'

/** How a payment stands, in the v2 profile: every five seconds for a minute, as the page recommends, then more seldom. */
export const inquiryPayment = inquiryApi({
  name: 'inquiryPayment',
  page: 'https://miniprogram.alipay.com/docs/miniprogram/mpdev/v2_inquirypayment',
  evidence: 'documented',
  kind: 'payment',
  settles: ['notifyPayment'],
  path: '/v2/payments/inquiryPayment',
  subject: ['payment', 'paymentRequestId'],
  alsoAsks: [],
  schema: v.looseObject({
    result,
    paymentStatus: text,
    paymentRequestId: text,
    paymentId: optionalText,
    paymentAmount: v.optional(amount),
    paymentTime: optionalText,
    paymentCreateTime: optionalText,
    paymentFailReason: optionalText,
    authExpiryTime: optionalText,
    extendInfo: optionalText,
  }),
  state: { moves: paymentStates, of: ({ paymentStatus }) => knownState(paymentStates, paymentStatus) },
  finals: paymentFinals,
  absent: { resultCodes: noSuchObject, disbelievedMs: HOUR_MS },
  schedules: { online: { pauses: [[5 * SECOND_MS, 12]], factor: 2, longestPauseMs: 6 * HOUR_MS } },
  askedForMs: 2 * DAY_MS,
})
