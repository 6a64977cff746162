import * as v from 'valibot'
import { notificationApi } from '../../notifications/notification-api.ts'
import { transferFields, transferSecretFields } from './transfer-fields.ts'
import { transferState, transferStates } from './transfer-states.ts'

/** The result of a transfer of the Global Enterprise Marketplace. No field marks it as such. */
export const notifyTransferResult = notificationApi({
  name: 'notifyTransferResult',
  page: 'https://developers.worldfirst.com.cn/docs/alipay-worldfirst/global_enterprise_marketplace/notify_transfer_result',
  when: { has: ['transferRequestId', 'transferResult'], lacks: ['chargeMode', 'businessSceneCode'] },
  schema: v.looseObject(transferFields),
  subject: ['transfer', 'transferRequestId'],
  identity: ['transferRequestId', 'transferResult.resultStatus', 'transferResult.resultCode'],
  state: { moves: transferStates, of: ({ transferResult }) => transferState(transferResult) },
  secretFields: transferSecretFields,
})
