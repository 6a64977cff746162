import * as v from 'valibot'
import { amount, optionalText, result, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'
import { depositStates } from './deposit-states.ts'

/** A prefunding deposit of the Global Enterprise Marketplace was credited. */
export const notifyVostroAccount = notificationApi({
  name: 'notifyVostroAccount',
  page: 'https://developers.worldfirst.com.cn/docs/alipay-worldfirst/global_enterprise_marketplace/notify_vostro_account',
  when: { has: ['fundingId', 'balanceResult'], lacks: ['payerBankAccount'] },
  schema: v.looseObject({
    balanceResult: result,
    payerAccount: v.optional(v.looseObject({})),
    beneficiaryAccount: v.optional(v.looseObject({})),
    balanceChangeAmount: v.optional(amount),
    balanceChangeTime: optionalText,
    fundingId: text,
  }),
  subject: ['deposit', 'fundingId'],
  identity: ['fundingId', 'balanceResult.resultCode'],
  state: {
    moves: depositStates,
    of: ({ balanceResult }) => knownState(depositStates, balanceResult.resultCode),
  },
})
