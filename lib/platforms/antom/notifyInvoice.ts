import * as v from 'valibot'
import { amount, optionalText, result, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'

/** UNPAID stands in the SDK: an open invoice that could not be collected. The order is inferred. */
const invoiceStates = {
  DRAFT: ['OPEN'],
  OPEN: ['UNPAID'],
  UNPAID: ['PAID', 'VOID', 'UNCOLLECTIBLE'],
  PAID: [],
  VOID: [],
  UNCOLLECTIBLE: [],
}

/** The status of an invoice of Antom Billing, reported again at each attempt to collect it. */
export const notifyInvoice = notificationApi({
  name: 'notifyInvoice',
  page: 'https://github.com/alipay/global-open-sdk-java/blob/HEAD/src/main/java/com/alipay/global/api/request/ams/notify/AlipayInvoiceNotify.java',
  when: { has: ['invoiceId', 'invoiceStatus'] },
  schema: v.looseObject({
    notifyType: optionalText,
    result: v.optional(result),
    invoiceRequestId: optionalText,
    invoiceId: text,
    invoiceStatus: text,
    invoiceAmount: v.optional(amount),
    paymentInfo: v.optional(
      v.looseObject({
        result: v.optional(result),
        paymentId: optionalText,
        paymentAmount: v.optional(amount),
        paymentTime: optionalText,
      }),
    ),
    subscription: v.optional(v.looseObject({})),
    customerId: optionalText,
    reason: optionalText,
    reasonDescription: optionalText,
  }),
  subject: ['invoice', 'invoiceId'],
  identity: ['invoiceId', 'notifyType', 'invoiceStatus', 'paymentInfo.paymentId'],
  state: { moves: invoiceStates, of: ({ invoiceStatus }) => knownState(invoiceStates, invoiceStatus) },
})
