import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { creditId, creditIds, originalCreditInProcess } from './original-credit.ts'

/**
 * Makes an original credit certain that stayed unknown: S says that the user has the money, or surely will. It has no amount,
 * so that it cannot begin a credit. One that was not created may still be under way: that is U. The API's name is
 * inferred. Where both ids come, the caller's names the operation.
 */
export const confirmOriginalCredit = commandApi({
  name: 'confirmOriginalCredit',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/tax_refund_acqp_beta/confirm_original_credit',
  purpose:
    'Finish an original credit that is under way, never begin one; one of its two ids names it. U where it is not known: it may still come.',
  request: creditIds,
  response: v.looseObject({}),
  operation: ['original-credit-confirmation', creditId],
  keyFields: [],
  recorded: 'always',
  instead: { ORDER_NOT_EXIST: 'U: it may still be created' },
  senderTimeoutMs: 5_000,
  inProgress: originalCreditInProcess,
})
