import * as v from 'valibot'
import { amount, optionalText, result, text, textOrObject } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { finalPaymentState, paymentStates } from '../payment-states.ts'

/** The result of a capture. A payment may have several; an automatic one's may come before the payment's. */
export const notifyCapture = notificationApi({
  name: 'notifyCapture',
  page: 'https://global.alipay.com/docs/ac/ams/notify_capture',
  when: { has: ['captureId', 'result'], oneOf: ['notifyType', 'CAPTURE_RESULT'] },
  schema: v.looseObject({
    notifyType: text,
    result,
    captureRequestId: optionalText,
    captureId: text,
    paymentId: optionalText,
    captureAmount: v.optional(amount),
    captureTime: optionalText,
    acquirerReferenceNo: optionalText,
    acquirerInfo: v.optional(v.looseObject({ acquirerCardToken: optionalText })),
    paymentResultInfo: v.optional(textOrObject),
    taxCalculationId: optionalText,
  }),
  subject: ['capture', ['captureRequestId', 'captureId']],
  identity: [['captureRequestId', 'captureId'], 'notifyType', 'result.resultStatus'],
  state: { moves: paymentStates, of: ({ result }) => finalPaymentState(result) },
  secretFields: ['paymentResultInfo'],
})
