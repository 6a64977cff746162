import { inquiryApi } from '../../inquiries/inquiry-api.ts'
import { inquiryPayment } from './inquiryPayment.ts'

/**
 * How a payment stands, in the v1 profiles, which ask for a partnerId that no notification carries: whoever announces
 * says it. Inferred is that TNG's profile, whose page was not read, answers as this one.
 */
export const inquiryPaymentV1 = inquiryApi({
  ...inquiryPayment,
  name: 'inquiryPayment.v1',
  page: 'https://miniprogram.alipay.com/docs-demo/miniprogram_demo/mpdev/dl7y4p',
  evidence: 'inferred',
  kind: 'payment-v1',
  settles: ['notifyPayment.v1-tng', 'notifyPayment.v1-status'],
  path: '/v1/payments/inquiryPayment',
  alsoAsks: ['partnerId'],
})
