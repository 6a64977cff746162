import * as v from 'valibot'
import { CONTENT } from '../../content/naming.ts'
import { amount, optionalText, result } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { finalPaymentState, paymentStates } from '../payment-states.ts'

/** The final result of an original credit, which pays out a tax refund. Only after FAIL may it be paid out otherwise. */
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
  // The ids are inferred: the part of the page that has them was not read. Without either, a message is its own credit.
  subject: ['original-credit', ['originalCreditRequestId', 'originalCreditId', CONTENT]],
  identity: [['originalCreditRequestId', 'originalCreditId', CONTENT], 'originalCreditResult.resultStatus'],
  state: {
    moves: paymentStates,
    of: ({ originalCreditResult }) => finalPaymentState(originalCreditResult),
  },
})
