import * as v from 'valibot'
import { amount, optionalText, result, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'

const creditNoteStates = {
  ISSUED: ['PROCESSING'],
  PROCESSING: ['REFUNDED', 'REFUND_FAILED', 'VOIDED'],
  REFUNDED: [],
  REFUND_FAILED: [],
  VOIDED: [],
}

/** A credit note was issued, refunded or voided. No other notification has an id of its own. */
export const notifyCreditNote = notificationApi({
  name: 'notifyCreditNote',
  page: 'https://github.com/alipay/global-open-sdk-java/blob/HEAD/src/main/java/com/alipay/global/api/request/ams/notify/AlipayCreditNoteNotify.java',
  when: { has: ['creditNoteRequestId', 'creditNoteNotificationType'] },
  schema: v.looseObject({
    notifyType: optionalText,
    result: v.optional(result),
    notifyId: optionalText,
    creditNoteRequestId: text,
    creditNoteNotificationType: text,
    customerId: optionalText,
    creditNote: v.optional(
      v.looseObject({
        creditNoteId: optionalText,
        type: optionalText,
        status: optionalText,
        totalAmount: v.optional(amount),
        refundAmount: v.optional(amount),
        refundDestination: optionalText,
      }),
    ),
    invoice: v.optional(
      v.looseObject({
        invoiceId: optionalText,
        invoiceStatus: optionalText,
        originalAmount: v.optional(amount),
        adjustedAmount: v.optional(amount),
      }),
    ),
  }),
  subject: ['credit-note', 'creditNoteRequestId'],
  identity: ['creditNoteRequestId', ['notifyId', 'creditNoteNotificationType']],
  state: {
    moves: creditNoteStates,
    of: ({ creditNote }) => knownState(creditNoteStates, creditNote?.status),
  },
})
