import * as v from 'valibot'
import { optionalText, text } from '../content/schema.ts'

/** Text that is true or false, and nothing else. */
export const flag = v.pipe(text, v.picklist(['true', 'false']))

/** PaymentFactor of Alipay+: in which way it is paid. A flag is the text true or false. */
export const paymentFactor = v.looseObject({
  isInStorePayment: optionalText,
  isCashierPayment: optionalText,
  isAgreementPayment: optionalText,
  isPaymentEvaluation: optionalText,
  inStorePaymentScenario: optionalText,
  presentmentMode: optionalText,
})
