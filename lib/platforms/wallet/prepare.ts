import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { CONTENT } from '../../content/naming.ts'
import { optionalText, text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'

/**
 * The page on which a user lets a merchant debit the account (mpp.5). A repeat gets the same page. The merchant alone
 * does not name it, or one user were sent to another's: the agreement or the state does, or else all that is asked.
 */
export const prepare = commandApi({
  name: 'prepare',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_mpp/prepare',
  purpose: 'Begin an authorization and give the URL of its page.',
  request: v.looseObject({
    acquirerId: text,
    pspId: text,
    authClientId: text,
    authClientName: text,
    referenceAgreementId: optionalText,
    scopes: v.optional(v.array(text)),
    authState: optionalText,
    authRedirectUrl: optionalText,
    terminalType: optionalText,
  }),
  response: v.looseObject({ authUrl: text }),
  operation: ['authorization-page', 'authClientId', 'referenceAgreementId', ['authState', CONTENT]],
  keyFields: [],
  recorded: 'always',
  senderTimeout: 5_000,
  inProgress: unknownException,
})
