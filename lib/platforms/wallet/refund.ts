import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import {
  amountFields,
  movedAmount,
  optionalText,
  optionalTime,
  text,
  textOrObject,
} from '../../content/schema.ts'
import { quote } from './quote.ts'

/**
 * Gives all or a part of a payment back to the user, for at least 366 days. Parts may come at the same time: that their
 * sum stays within the payment is for the backend's own transaction. After a cancel it is refused.
 */
export const refund = commandApi({
  name: 'refund',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_mpp/refund',
  purpose: 'Give the amount back to the user once; all refunds of a payment together never exceed it.',
  request: v.looseObject({
    acquirerId: text,
    pspId: text,
    paymentRequestId: text,
    paymentId: text,
    refundRequestId: text,
    refundAmount: movedAmount,
    refundFromAmount: v.optional(movedAmount),
    refundQuote: v.optional(quote),
    refundReason: optionalText,
    // The page names them as key fields; their shapes were not read.
    refundPromoInfo: v.optional(v.unknown()),
    surchargeInfo: v.optional(v.unknown()),
    extendInfo: v.optional(textOrObject),
  }),
  response: v.looseObject({ refundId: optionalText, refundTime: optionalTime }),
  operation: ['refund', 'refundRequestId'],
  // The page does not list the payment. The acquirer's twin of it does, and no repeat is of another payment:
  // https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/idempotency
  keyFields: [
    'paymentRequestId',
    ...amountFields('refundAmount', 'refundFromAmount'),
    'refundPromoInfo',
    'surchargeInfo',
  ],
  recorded: 'always',
  instead: { ORDER_NOT_EXIST: 'U: the payment may still become known' },
  senderTimeoutMs: 8_000,
  inProgress: {
    resultCode: 'REFUND_IN_PROCESS',
    resultStatus: 'U',
    resultMessage: 'The refund is being processed.',
  },
})
