import * as v from 'valibot'
import { CONTENT } from '../../content/naming.ts'
import { optionalText } from '../../content/schema.ts'
import type { UnknownResult } from '../../protocol/result.ts'

/** How a later message names an original credit. The names are inferred, so that none is required. */
export const creditIds = v.looseObject({
  originalCreditRequestId: optionalText,
  originalCreditId: optionalText,
  acquirerId: optionalText,
  pspId: optionalText,
})

/** What names the credit: the caller's id, else the wallet's, else the whole message. */
export const creditId = ['originalCreditRequestId', 'originalCreditId', CONTENT] as const

/** The credit is under way: Alipay+ inquires, and confirms after a minute. */
export const originalCreditInProcess: UnknownResult = {
  resultCode: 'ORIGINAL_CREDIT_IN_PROCESS',
  resultStatus: 'U',
  resultMessage: 'The original credit is being processed.',
}
