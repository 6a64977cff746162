import * as v from 'valibot'
import { optionalText } from '../content/schema.ts'

/** RegistrationResult of Alipay+ and AMS, which spell its reason differently (apis.md §9). */
export const registrationResult = v.looseObject({
  registrationStatus: optionalText,
  rejectionReason: optionalText,
  rejectReasons: optionalText,
})

/** PSPRegistrationResult: what one wallet said. */
export const pspRegistrationResult = v.looseObject({
  pspName: optionalText,
  registrationResult: v.optional(registrationResult),
})
