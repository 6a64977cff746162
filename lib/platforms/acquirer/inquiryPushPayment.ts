import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { optionalText, optionalTime, result, text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'

/**
 * How a pushed payment stands. It may overtake the push: a payment that is unknown now may still come. A refused
 * payment is an S with a paymentResult of F.
 */
export const inquiryPushPayment = commandApi({
  name: 'inquiryPushPayment',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/push_mode_acq/inquiry_push_payment',
  purpose:
    'Say how a pushed payment stands: S with its paymentResult, or F ORDER_NOT_EXIST where there is none.',
  request: v.looseObject({
    acquirerId: text,
    pspId: text,
    codeValue: text,
    paymentId: text,
    paymentRequestId: optionalText,
  }),
  response: v.looseObject({
    paymentResult: result,
    paymentRequestId: optionalText,
    paymentTime: optionalTime,
  }),
  operation: ['push-payment-inquiry', 'paymentId'],
  keyFields: [],
  recorded: 'never',
  senderTimeoutMs: 5_000,
  inProgress: unknownException,
})
