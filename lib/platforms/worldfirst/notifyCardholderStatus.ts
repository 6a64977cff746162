import * as v from 'valibot'
import { optionalText, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'

const auditStates = { PENDING: ['APPROVED', 'REJECTED'], APPROVED: [], REJECTED: [] }

/** The audit of a cardholder, who may be issued cards once approved. */
export const notifyCardholderStatus = notificationApi({
  name: 'notifyCardholderStatus',
  page: 'https://developers.worldfirst.com/docs/alipay-worldfirst/worldcard_solution/notify_cardholder_status',
  when: { has: ['requestId', 'auditStatus'] },
  schema: v.looseObject({
    requestId: text,
    cardholderId: optionalText,
    auditStatus: text,
    failCode: optionalText,
    failMessage: optionalText,
    userId: optionalText,
  }),
  subject: ['cardholder', 'requestId'],
  identity: ['requestId', 'auditStatus'],
  state: { moves: auditStates, of: ({ auditStatus }) => knownState(auditStates, auditStatus) },
})
