import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { paymentInProcess } from '../../commands/results.ts'
import { amountFields, movedAmount, optionalText, optionalTime, text } from '../../content/schema.ts'

/** To book a payment that the wallet has collected already. After a U, Alipay+ inquires. */
export const pushPayment = commandApi({
  name: 'pushPayment',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/push_mode_acq/push_payment',
  purpose: 'Book a payment that the user has made already to the store, once.',
  request: v.looseObject({
    acquirerId: text,
    pspId: text,
    codeValue: text,
    paymentId: text,
    paymentRequestId: optionalText,
    customerId: optionalText,
    paymentAmount: movedAmount,
    settlementAmount: v.optional(movedAmount),
    mppPaymentId: optionalText,
    walletBrandName: optionalText,
  }),
  response: v.looseObject({ paymentRequestId: optionalText, paymentTime: optionalTime }),
  operation: ['push-payment', 'paymentId'],
  // The code stands for the store. The page does not list it as a key field, but no repeat is at another store.
  keyFields: ['codeValue', 'paymentRequestId', ...amountFields('paymentAmount', 'settlementAmount')],
  recorded: 'always',
  senderTimeoutMs: 5_000,
  inProgress: paymentInProcess,
})
