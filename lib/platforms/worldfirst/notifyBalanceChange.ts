import * as v from 'valibot'
import { amount, optionalText, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'

/** Movements of the balance account. notifySequence shows gaps and what comes late. */
export const notifyBalanceChange = notificationApi({
  name: 'notifyBalanceChange',
  page: 'https://developers.worldfirst.com/docs/alipay-worldfirst/worldfirst_enterprise_service/notify_balance_change',
  when: { has: ['notifySequence', 'balanceChangeLogs'] },
  schema: v.looseObject({
    notifySequence: text,
    balanceChangeLogs: v.array(
      v.looseObject({
        balanceChangeTime: optionalText,
        accountNo: optionalText,
        balanceType: optionalText,
        accountingBizNo: optionalText,
        transactionAmount: v.optional(amount),
        accountBalance: v.optional(amount),
        transactionType: optionalText,
        transactionId: optionalText,
        extTransactionId: optionalText,
        beneficiaryName: optionalText,
        beneficiaryAccountNo: optionalText,
        remarks: optionalText,
      }),
    ),
  }),
  subject: ['balance', 'notifySequence'],
  identity: ['notifySequence'],
})
