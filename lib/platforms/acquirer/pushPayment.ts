import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { paymentInProcess } from '../../commands/results.ts'
import { amountFields, movedAmount, optionalText, text } from '../../content/schema.ts'

/** A payment that the wallet has collected already is to be booked (acqp.7). What is not known is U: Alipay+ inquires. */
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
  response: v.looseObject({ paymentRequestId: optionalText, paymentTime: optionalText }),
  operation: ['push-payment', 'paymentId'],
  // The code says which store: the page does not list it, but no repeat is at another.
  keyFields: ['codeValue', 'paymentRequestId', ...amountFields('paymentAmount', 'settlementAmount')],
  recorded: 'always',
  senderTimeoutMs: 5_000,
  inProgress: paymentInProcess,
})
