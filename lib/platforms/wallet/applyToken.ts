import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { CONTENT } from '../../content/naming.ts'
import { optionalText, optionalTime, text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'

/**
 * A code or a refresh token is exchanged for an access token. A repeated code gets the same token, not "used already".
 * A refresh token may be used again, so that only the wallet knows what it stands for now:
 * https://docs.alipayplus.com/alipayplus/alipayplus/integration_auto_debit_mpp/refresh_access_token
 */
export const applyToken = commandApi({
  name: 'applyToken',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_mpp/apply_token',
  purpose:
    'Take the authorization code or the refresh token, and issue an access token for it. A refresh token that comes again within five minutes, because its answer was lost, still serves.',
  request: v.looseObject({
    acquirerId: text,
    pspId: text,
    authClientId: optionalText,
    grantType: text,
    authCode: optionalText,
    refreshToken: optionalText,
  }),
  response: v.looseObject({
    accessToken: text,
    accessTokenExpiryTime: optionalTime,
    refreshToken: optionalText,
    refreshTokenExpiryTime: optionalTime,
    customerId: optionalText,
  }),
  // The names of the code and of the token are inferred. Without either, a message is its own exchange.
  operation: ['token-grant', 'grantType', ['authCode', 'refreshToken', CONTENT]],
  keyFields: [],
  recorded: { unless: ['grantType', 'REFRESH_TOKEN'] },
  senderTimeoutMs: 5_000,
  inProgress: unknownException,
})
