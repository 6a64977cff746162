import * as v from 'valibot'
import { optionalText } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { transferFields, transferSecretFields } from './transfer-fields.ts'
import { transferState, transferStates } from './transfer-states.ts'

/** The result of a transfer between WorldFirst accounts. notifyBalanceChange reports it too. */
export const notifyTransfer = notificationApi({
  name: 'notifyTransfer',
  page: 'https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_transfer',
  when: { has: ['transferRequestId', 'transferResult', 'businessSceneCode'] },
  schema: v.looseObject({
    ...transferFields,
    businessSceneCode: optionalText,
    transferOrderAddition: v.optional(v.looseObject({ referenceOrderId: optionalText })),
  }),
  subject: ['transfer', 'transferRequestId'],
  identity: ['transferRequestId', 'transferResult.resultStatus', 'transferResult.resultCode'],
  state: { moves: transferStates, of: ({ transferResult }) => transferState(transferResult) },
  secretFields: transferSecretFields,
})
