import * as v from 'valibot'
import { amount, optionalText, result, text, textOrObject } from '../../content/schema.ts'
import { inquiryApi } from '../../inquiries/inquiry-api.ts'
import { noSuchObject } from '../no-such-object.ts'
import { askedPaymentState, paymentStates } from '../payment-states.ts'
import { DAY_MS, HOUR_MS, inStore, online } from '../schedules.ts'

/**
 * How an original credit stands: its originalCreditResult; result is about the call. The answer's fields are those of
 * https://github.com/alipay/global-open-sdk-go, whose names the notification shares. Inferred is how the gateway says
 * that it knows no such credit.
 */
export const inquireOriginalCredit = inquiryApi({
  name: 'inquireOriginalCredit',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/tax_refund_acqp_beta/inquire_original_credit',
  evidence: 'inferred',
  kind: 'original-credit',
  settles: ['notifyOriginalCredit'],
  path: '/api/v1/funds/inquireOriginalCredit',
  subject: ['original-credit', 'originalCreditRequestId'],
  alsoAsks: [],
  schema: v.looseObject({
    result,
    originalCreditResult: result,
    acquirerId: optionalText,
    pspId: optionalText,
    scenarioType: optionalText,
    subScenarioType: optionalText,
    originalCreditRequestId: text,
    originalCreditId: optionalText,
    originalCreditTime: optionalText,
    payerAmount: v.optional(amount),
    payeeAmount: v.optional(amount),
    payeeQuote: v.optional(textOrObject),
    payer: v.optional(v.array(v.looseObject({}))),
    payee: v.optional(
      v.looseObject({ userId: optionalText, userLoginId: optionalText, userName: v.optional(textOrObject) }),
    ),
  }),
  state: { moves: paymentStates, of: ({ originalCreditResult }) => askedPaymentState(originalCreditResult) },
  finals: ['SUCCESS', 'FAIL'],
  absent: { resultCodes: noSuchObject, alsoIn: 'originalCreditResult', disbelievedMs: HOUR_MS },
  schedules: { online, 'in-store': inStore },
  askedForMs: 2 * DAY_MS,
  secretFields: ['payee.userLoginId', 'payee.userName'],
})
