import * as v from 'valibot'
import { amount, optionalText, text, textOrObject } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'
import { invoiceStates } from './invoice-states.ts'

/** The result of paying an invoice. After a success the bank may return the money. */
export const notifyInvoice = notificationApi({
  name: 'notifyInvoice',
  page: 'https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_invoice',
  when: { has: ['requestId', 'payToAmount'] },
  schema: v.looseObject({
    requestId: text,
    bizOrderId: optionalText,
    payToAmount: v.optional(amount),
    invoiceStatus: optionalText,
    errorCode: optionalText,
    errodMessage: optionalText,
    errorMessage: optionalText,
    extendInfo: v.optional(textOrObject),
  }),
  subject: ['invoice', 'requestId'],
  identity: ['requestId', 'invoiceStatus'],
  state: { moves: invoiceStates, of: ({ invoiceStatus }) => knownState(invoiceStates, invoiceStatus) },
})
