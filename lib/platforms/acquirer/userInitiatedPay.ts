import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { paymentInProcess } from '../../commands/results.ts'
import { movedAmount, optionalText, optionalTime, text } from '../../content/schema.ts'
import { order } from '../order.ts'
import { paymentFactor } from '../payment-factor.ts'

/**
 * A user scanned a code: the code of one order, or the static code of a store, in the same message. A valid order's
 * code always stands for the same order and paymentRequestId, whoever scans it and however often; once the order is paid
 * or has expired, the code is refused. Only the partner knows when that is, so that nothing is recorded.
 */
export const userInitiatedPay = commandApi({
  name: 'userInitiatedPay',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/pay_private_order_code',
  purpose:
    'Say what a scanned code stands for: the order to pay, always under one paymentRequestId, or the store. F once the order is paid or has expired.',
  request: v.looseObject({
    codeValue: text,
    acquirerId: optionalText,
    pspId: optionalText,
    customerId: optionalText,
  }),
  response: v.variant('codeType', [
    v.looseObject({
      codeType: v.literal('ORDER_CODE'),
      paymentRequestId: text,
      order,
      paymentAmount: movedAmount,
      paymentFactor: v.optional(paymentFactor),
      paymentNotifyUrl: optionalText,
      paymentRedirectUrl: optionalText,
      paymentExpiryTime: optionalTime,
      settlementStrategy: v.optional(v.looseObject({ settlementCurrency: optionalText })),
    }),
    v.looseObject({ codeType: v.literal('STORE_CODE'), order: v.optional(order) }),
  ]),
  operation: ['scanned-code', 'codeValue'],
  keyFields: [],
  recorded: 'never',
  senderTimeoutMs: 8_000,
  inProgress: paymentInProcess,
})
