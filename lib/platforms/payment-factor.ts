import * as v from 'valibot'
import { optionalText, text } from '../content/schema.ts'

/** A text that is `true` or `false` and nothing else. */
export const flag = v.pipe(text, v.picklist(['true', 'false']))

/** PaymentFactor of Alipay+: how the user pays. A flag is the text `true` or `false`. */
export const paymentFactor = v.looseObject({
  isInStorePayment: optionalText,
  isCashierPayment: optionalText,
  isAgreementPayment: optionalText,
  isPaymentEvaluation: optionalText,
  inStorePaymentScenario: optionalText,
  presentmentMode: optionalText,
})
