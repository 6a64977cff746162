import * as v from 'valibot'
import { amount, optionalText, result, text } from '../../content/schema.ts'
import { inquiryApi } from '../../inquiries/inquiry-api.ts'
import { knownState } from '../known-state.ts'
import { askedTransfer } from './asked-transfer.ts'
import { invoiceStates } from './invoice-states.ts'

/**
 * How the payment of an invoice stands: its invoiceStatus; result is about the call. Inferred is how it says that it knows
 * no such invoice, and when to ask: as inquiryTransfer.
 */
export const queryInvoice = inquiryApi({
  name: 'queryInvoice',
  page: 'https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/query_invoice',
  evidence: 'inferred',
  kind: 'invoice',
  settles: ['notifyInvoice'],
  path: '/api/v1/business/fund/queryInvoice',
  subject: ['invoice', 'requestId'],
  alsoAsks: [],
  schema: v.looseObject({
    result,
    requestId: text,
    bizOrderId: optionalText,
    payToAmount: v.optional(amount),
    invoiceStatus: text,
  }),
  state: { moves: invoiceStates, of: ({ invoiceStatus }) => knownState(invoiceStates, invoiceStatus) },
  finals: ['SUCCESSFUL', 'FAILED', 'RETURNED'],
  absent: {
    resultCodes: askedTransfer.absent.resultCodes,
    disbelievedMs: askedTransfer.absent.disbelievedMs,
  },
  schedules: askedTransfer.schedules,
  askedForMs: askedTransfer.askedForMs,
})
