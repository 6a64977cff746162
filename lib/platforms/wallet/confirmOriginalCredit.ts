import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { creditIds, originalCreditInProcess } from './original-credit.ts'

/**
 * An original credit that stayed unknown is made certain (mpp.16): S says that the user has it, or surely will. It has
 * no amount, so that one that was never created is F or U, and nothing is credited for it. Its name is inferred.
 */
export const confirmOriginalCredit = commandApi({
  name: 'confirmOriginalCredit',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/tax_refund_acqp_beta/confirm_original_credit',
  purpose:
    'Finish an original credit that is under way, never begin one; one of its two ids names it. F or U where it never came.',
  request: creditIds,
  response: v.looseObject({}),
  operation: ['original-credit-confirmation', 'originalCreditRequestId', 'originalCreditId'],
  keyFields: [],
  recorded: 'always',
  senderTimeout: 5_000,
  inProgress: originalCreditInProcess,
})
