import * as v from 'valibot'
import { commandApi } from '../../../lib/commands/command-api.ts'
import { orderIsClosed, paymentInProcess } from '../../../lib/commands/results.ts'
import { amount, optionalText, text } from '../../../lib/content/schema.ts'

const page = 'none'

/** One row of each shape that the platforms have: what pays, cancels, gives back, asks, and does both by content. */
export const pay = commandApi({
  name: 'pay',
  page,
  purpose: 'Debits the user.',
  request: v.looseObject({
    paymentRequestId: text,
    paymentAmount: amount,
    customerToken: optionalText,
    paymentExpiryTime: optionalText,
  }),
  response: v.looseObject({ paymentId: text, paymentTime: optionalText }),
  operation: ['payment', 'paymentRequestId'],
  keyFields: ['paymentAmount', 'customerToken'],
  recorded: 'always',
  expiry: { at: 'paymentExpiryTime', answer: orderIsClosed },
  senderTimeoutMs: 8_000,
  inProgress: paymentInProcess,
  failures: ['RISK_REJECT', 'USER_BALANCE_NOT_ENOUGH'],
  secretFields: ['customerToken'],
})

export const cancelPayment = commandApi({
  name: 'cancelPayment',
  page,
  purpose: 'Cancels a payment, whatever has become of it.',
  request: v.looseObject({ paymentRequestId: text }),
  response: v.looseObject({}),
  operation: ['payment', 'paymentRequestId'],
  cancels: true,
  keyFields: [],
  recorded: 'always',
  instead: { ORDER_NOT_EXIST: 'S, and refuse the payment' },
  senderTimeoutMs: 8_000,
  inProgress: {
    resultCode: 'UNKNOWN_EXCEPTION',
    resultStatus: 'U',
    resultMessage: 'The cancel is being processed.',
  },
})

export const refund = commandApi({
  name: 'refund',
  page,
  purpose: 'Gives back a part of a payment.',
  request: v.looseObject({ refundRequestId: text, paymentId: text, refundAmount: amount }),
  response: v.looseObject({ refundId: text }),
  operation: ['refund', 'refundRequestId'],
  keyFields: ['paymentId', 'refundAmount'],
  recorded: 'always',
  senderTimeoutMs: 8_000,
  inProgress: { ...paymentInProcess, resultCode: 'REFUND_IN_PROCESS' },
})

const inquiryPayment = commandApi({
  name: 'inquiryPayment',
  page,
  purpose: 'Asks what has become of a payment.',
  request: v.looseObject({ paymentRequestId: text }),
  response: v.looseObject({ paymentStatus: text }),
  operation: ['inquiry', 'paymentRequestId'],
  keyFields: [],
  recorded: 'never',
  senderTimeoutMs: 5_000,
  inProgress: paymentInProcess,
  failures: ['ORDER_NOT_EXIST'],
})

const userInitiatedPay = commandApi({
  name: 'userInitiatedPay',
  page,
  purpose: 'Pays an order, or asks what a static code stands for.',
  request: v.looseObject({ codeValue: text, codeType: optionalText }),
  response: v.looseObject({}),
  operation: ['order', 'codeValue'],
  keyFields: [],
  recorded: { unless: ['codeType', 'STORE_CODE'] },
  senderTimeoutMs: 8_000,
  inProgress: paymentInProcess,
})

export const toyCommands = [pay, cancelPayment, refund, inquiryPayment, userInitiatedPay]
