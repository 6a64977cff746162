import * as v from 'valibot'
import { CONTENT } from '../../content/naming.ts'
import { optionalText } from '../../content/schema.ts'
import type { UnknownResult } from '../../protocol/result.ts'

/** What asks about an original credit that was created before. The names are inferred, so that none is required. */
export const creditIds = v.looseObject({
  originalCreditRequestId: optionalText,
  originalCreditId: optionalText,
  acquirerId: optionalText,
  pspId: optionalText,
})

/** What names the credit: the caller's id, the wallet's, or all that is asked where neither is there. */
export const creditId = ['originalCreditRequestId', 'originalCreditId', CONTENT] as const

/** The credit goes on: Alipay+ inquires, and confirms it after a minute. */
export const originalCreditInProcess: UnknownResult = {
  resultCode: 'ORIGINAL_CREDIT_IN_PROCESS',
  resultStatus: 'U',
  resultMessage: 'The original credit is being processed.',
}
