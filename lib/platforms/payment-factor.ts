import * as v from 'valibot'
import { optionalText } from '../content/schema.ts'

/** PaymentFactor of Alipay+: in which way it is paid. A flag is the text true or false. */
export const paymentFactor = v.looseObject({
  isInStorePayment: optionalText,
  isCashierPayment: optionalText,
  isAgreementPayment: optionalText,
  isPaymentEvaluation: optionalText,
  inStorePaymentScenario: optionalText,
  presentmentMode: optionalText,
})
