import * as v from 'valibot'
import { optionalText } from '../../content/schema.ts'
import type { UnknownResult } from '../../protocol/result.ts'

/** What asks about an original credit that was created before: it must name one of the two ids. */
export const creditIds = v.pipe(
  v.looseObject({
    originalCreditRequestId: optionalText,
    originalCreditId: optionalText,
    acquirerId: optionalText,
    pspId: optionalText,
  }),
  v.forward(
    v.check(
      ({ originalCreditRequestId, originalCreditId }) =>
        originalCreditRequestId !== undefined || originalCreditId !== undefined,
    ),
    ['originalCreditRequestId'],
  ),
  v.metadata({ anyOf: [{ required: ['originalCreditRequestId'] }, { required: ['originalCreditId'] }] }),
)

/** The credit goes on: Alipay+ inquires, and confirms it after a minute. */
export const originalCreditInProcess: UnknownResult = {
  resultCode: 'ORIGINAL_CREDIT_IN_PROCESS',
  resultStatus: 'U',
  resultMessage: 'The original credit is being processed.',
}
