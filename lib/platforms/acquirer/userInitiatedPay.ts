import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { paymentInProcess } from '../../commands/results.ts'
import { movedAmount, optionalText, text } from '../../content/schema.ts'
import { order } from '../order.ts'
import { paymentFactor } from '../payment-factor.ts'

/**
 * A code that the user scanned: that of one order (acqp.5), or the static one of a store (acqp.6), in the same message.
 * However often an order's code is scanned, and by whomever, while it is valid it is the same order under the same
 * paymentRequestId; once it is paid or has expired it is refused. Only the partner knows when that is: nothing is
 * recorded.
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
      paymentExpiryTime: optionalText,
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
