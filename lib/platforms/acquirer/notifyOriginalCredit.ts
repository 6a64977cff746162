import * as v from 'valibot'
import { CONTENT } from '../../content/naming.ts'
import { amount, optionalText, result } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { finalPaymentState, paymentStates } from '../payment-states.ts'

/** The final result of an original credit, which pays out a tax refund (acqp.11). Only FAIL lets it be paid another way. */
export const notifyOriginalCredit = notificationApi({
  name: 'notifyOriginalCredit',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/tax_refund_acqp_beta/notify_original_credit',
  when: { has: ['originalCreditResult'] },
  schema: v.looseObject({
    originalCreditResult: result,
    acquirerId: optionalText,
    pspId: optionalText,
    scenarioType: optionalText,
    subScenarioType: optionalText,
    originalCreditRequestId: optionalText,
    originalCreditId: optionalText,
    userId: optionalText,
    payerAmount: v.optional(amount),
    payeeAmount: v.optional(amount),
  }),
  // Its page could not be read to the ids: where neither is there, a message is its own credit.
  subject: ['original-credit', ['originalCreditRequestId', 'originalCreditId', CONTENT]],
  identity: [['originalCreditRequestId', 'originalCreditId', CONTENT], 'originalCreditResult.resultStatus'],
  state: {
    moves: paymentStates,
    of: ({ originalCreditResult }) => finalPaymentState(originalCreditResult),
  },
})
