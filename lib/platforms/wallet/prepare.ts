import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { optionalText, text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'

/**
 * The page on which a user lets a merchant debit the account (mpp.5). Nothing is bound until the user agrees there, and
 * only the wallet knows whether a page that it gave still stands: nothing is recorded, or who binds anew were sent to
 * the page of the first time. It is named for the log alone.
 */
export const prepare = commandApi({
  name: 'prepare',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_mpp/prepare',
  purpose:
    'Begin an authorization and give the URL of its page: to a repeat (authClientId and referenceAgreementId) an equivalent one, so that the user binds once.',
  request: v.looseObject({
    acquirerId: text,
    pspId: text,
    authClientId: text,
    authClientName: text,
    referenceAgreementId: optionalText,
    referenceMerchantId: optionalText,
    scopes: v.optional(v.array(text)),
    authState: optionalText,
    authRedirectUrl: optionalText,
    terminalType: optionalText,
  }),
  response: v.looseObject({ authUrl: text }),
  operation: ['authorization-page', 'authClientId', 'referenceAgreementId'],
  keyFields: [],
  recorded: 'never',
  senderTimeoutMs: 5_000,
  inProgress: unknownException,
})
