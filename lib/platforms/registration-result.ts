import * as v from 'valibot'
import { optionalText } from '../content/schema.ts'

/** RegistrationResult of Alipay+ and of Antom, which name the reason differently. */
export const registrationResult = v.looseObject({
  registrationStatus: optionalText,
  rejectionReason: optionalText,
  rejectReasons: optionalText,
})

/** PSPRegistrationResult: the verdict of one wallet. */
export const pspRegistrationResult = v.looseObject({
  pspName: optionalText,
  registrationResult: v.optional(registrationResult),
})
