import * as v from 'valibot'
import { amount, optionalText, result, text, textOrObject } from '../../content/schema.ts'
import { inquiryApi } from '../../inquiries/inquiry-api.ts'
import { knownState } from '../known-state.ts'
import { noSuchObject } from '../no-such-object.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../schedules.ts'
import { refundStates } from './refund-states.ts'

/**
 * How a refund stands on Antom's side: its refundStatus, never the result, which is about the call. Inferred is how it says
 * that it knows no such refund: as inquiryPayment.
 */
export const inquiryRefund = inquiryApi({
  name: 'inquiryRefund',
  page: 'https://docs.antom.com/ac/ams/ir_online',
  evidence: 'inferred',
  kind: 'refund',
  settles: ['notifyRefund'],
  path: '/api/v1/payments/inquiryRefund',
  subject: ['refund', 'refundRequestId'],
  alsoAsks: [],
  schema: v.looseObject({
    result,
    refundStatus: text,
    refundRequestId: text,
    refundId: optionalText,
    refundAmount: v.optional(amount),
    actualRefundAmount: v.optional(amount),
    refundTime: optionalText,
    grossSettlementAmount: v.optional(amount),
    settlementQuote: v.optional(textOrObject),
    acquirerInfo: v.optional(textOrObject),
    arn: optionalText,
    rrn: optionalText,
    customizedInfo: v.optional(textOrObject),
    metadata: v.optional(textOrObject),
  }),
  state: { moves: refundStates, of: ({ refundStatus }) => knownState(refundStates, refundStatus) },
  finals: ['SUCCESS', 'FAIL'],
  absent: { resultCodes: noSuchObject, disbelievedMs: HOUR_MS },
  // A refund through a bank takes days, and nobody waits in front of it.
  schedules: { online: { pauses: [[5 * MINUTE_MS, 3]], factor: 2, longestPauseMs: 6 * HOUR_MS } },
  askedForMs: 15 * DAY_MS,
})
