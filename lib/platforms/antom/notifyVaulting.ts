import * as v from 'valibot'
import { optionalText, result, text, textOrObject } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'
import { finalPaymentState } from '../payment-states.ts'
import { vaultingStates } from './vaulting-states.ts'

/** The result of vaulting a card or a wallet. PROCESSING may come before or after it. */
export const notifyVaulting = notificationApi({
  name: 'notifyVaulting',
  page: 'https://global.alipay.com/docs/ac/ams/notify_vaulting',
  when: { has: ['vaultingRequestId', 'result'] },
  schema: v.looseObject({
    result,
    vaultingRequestId: text,
    vaultingStatus: optionalText,
    paymentMethodDetail: v.optional(
      v.looseObject({
        paymentMethodType: optionalText,
        card: v.optional(v.looseObject({ cardToken: optionalText })),
        wallet: v.optional(v.looseObject({ token: optionalText })),
      }),
    ),
    vaultingCreateTime: optionalText,
    acquirerInfo: v.optional(v.looseObject({ acquirerCardToken: optionalText })),
    customizedInfo: v.optional(v.looseObject({})),
    metadata: v.optional(textOrObject),
    notifyType: optionalText,
  }),
  subject: ['vaulting', 'vaultingRequestId'],
  identity: ['vaultingRequestId', 'vaultingStatus', 'result.resultStatus'],
  state: {
    moves: vaultingStates,
    of: ({ vaultingStatus, result }) =>
      vaultingStatus === undefined ? finalPaymentState(result) : knownState(vaultingStates, vaultingStatus),
  },
})
