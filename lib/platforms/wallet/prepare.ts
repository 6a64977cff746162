import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { optionalText, text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'

/**
 * Asks for the page on which a user lets a merchant debit the account. Nothing is bound before the user agrees there.
 * Only the wallet knows whether a page still stands, so that nothing is recorded: a user who binds again would be sent
 * to the first page. The operation has a name for the log alone.
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
