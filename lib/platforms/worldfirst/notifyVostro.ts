import * as v from 'valibot'
import { amount, optionalText, result, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'
import { depositStates } from './deposit-states.ts'

/** A prefunding deposit was received, or returned: the code says which, the status is S for both. */
export const notifyVostro = notificationApi({
  name: 'notifyVostro',
  page: 'https://developers.worldfirst.com/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_vostro',
  when: { has: ['fundingId', 'balanceResult', 'payerBankAccount'] },
  schema: v.looseObject({
    fundingId: text,
    balanceResult: result,
    payerBankAccount: v.optional(
      v.looseObject({ payerBankAccountNo: optionalText, payerBankName: optionalText }),
    ),
    beneficiaryAccount: v.optional(v.looseObject({ beneficiaryBankAccountNo: optionalText })),
    balanceChangeAmount: v.optional(amount),
    balanceChangeTime: optionalText,
    remitInfo: optionalText,
  }),
  subject: ['deposit', 'fundingId'],
  identity: ['fundingId', 'balanceResult.resultCode'],
  state: {
    moves: depositStates,
    of: ({ balanceResult }) => knownState(depositStates, balanceResult.resultCode),
  },
})
