import * as v from 'valibot'
import { optionalText } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { transferFields, transferSecretFields } from './transfer-fields.ts'
import { transferState, transferStates } from './transfer-states.ts'

/** The result of a payout to a bank account or wallet. What succeeded may be reversed. */
export const notifyPayout = notificationApi({
  name: 'notifyPayout',
  page: 'https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_payout',
  when: { has: ['transferRequestId', 'transferResult', 'chargeMode'], lacks: ['businessSceneCode'] },
  schema: v.looseObject({
    ...transferFields,
    chargeMode: optionalText,
    transferOrderAddition: v.optional(v.looseObject({})),
  }),
  subject: ['transfer', 'transferRequestId'],
  identity: ['transferRequestId', 'transferResult.resultStatus', 'transferResult.resultCode'],
  state: { moves: transferStates, of: ({ transferResult }) => transferState(transferResult) },
  secretFields: transferSecretFields,
})
