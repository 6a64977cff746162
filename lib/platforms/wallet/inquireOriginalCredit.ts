import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { movedAmount, optionalText, result } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'
import { creditId, creditIds } from './original-credit.ts'

/**
 * How an original credit stands. It may overtake the creation. Only the acquirer's twin of the page could be read: the
 * names are inferred.
 */
export const inquireOriginalCredit = commandApi({
  name: 'inquireOriginalCredit',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/tax_refund_acqp_beta/inquire_original_credit',
  purpose: 'Say how an original credit stands; one of its two ids names it.',
  request: creditIds,
  response: v.looseObject({
    // Required all the same: without it, the S of the inquiry would be read as that of the credit.
    originalCreditResult: result,
    originalCreditId: optionalText,
    payeeAmount: v.optional(movedAmount),
  }),
  operation: ['original-credit-inquiry', creditId],
  keyFields: [],
  recorded: 'never',
  senderTimeoutMs: 5_000,
  inProgress: unknownException,
})
