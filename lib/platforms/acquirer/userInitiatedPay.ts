import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { paymentInProcess } from '../../commands/results.ts'
import { amount, optionalText, text } from '../../content/schema.ts'
import { order } from '../order.ts'
import { paymentFactor } from '../payment-factor.ts'

/**
 * A code that the user scanned: that of one order (acqp.5), or the static one of a store (acqp.6), in the same message.
 * However often an order's code is scanned, and by whomever, it is paid under one paymentRequestId, so its answer is
 * recorded; a store's is not, because every payment there shares it.
 */
export const userInitiatedPay = commandApi({
  name: 'userInitiatedPay',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/pay_private_order_code',
  purpose:
    'Say what a scanned code stands for: the order to pay, always under one paymentRequestId, or the store. F is final for an order code: U where it may be known later.',
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
      paymentAmount: amount,
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
  recorded: {
    if: ({ codeValue }, { entryCodePrefixes }) =>
      !entryCodePrefixes.some((prefix) => codeValue.startsWith(prefix)),
  },
  senderTimeout: 8_000,
  inProgress: paymentInProcess,
})
