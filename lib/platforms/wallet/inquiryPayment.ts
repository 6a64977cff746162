import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { movedAmount, optionalText, optionalTime, result, text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'

/**
 * How a payment stands. It may overtake `pay`: ORDER_NOT_EXIST now, SUCCESS later. A failed payment is an S with a
 * paymentResult of F; an F of the inquiry itself says that there is no such payment.
 */
export const inquiryPayment = commandApi({
  name: 'inquiryPayment',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_mpp/inquiry_payment',
  purpose: 'Say how a payment stands: S with its paymentResult, or F ORDER_NOT_EXIST where there is none.',
  request: v.looseObject({ acquirerId: text, pspId: text, paymentRequestId: text }),
  response: v.looseObject({
    paymentResult: result,
    paymentId: optionalText,
    paymentTime: optionalTime,
    paymentAmount: v.optional(movedAmount),
    payToAmount: v.optional(movedAmount),
    customerId: optionalText,
  }),
  operation: ['payment-inquiry', 'paymentRequestId'],
  keyFields: [],
  recorded: 'never',
  senderTimeoutMs: 5_000,
  inProgress: unknownException,
})
