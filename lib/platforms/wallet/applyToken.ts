import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { CONTENT } from '../../content/naming.ts'
import { optionalText, text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'

/** A code or a refresh token is exchanged for an access token (mpp.6). A repeat gets the same token, not "used already". */
export const applyToken = commandApi({
  name: 'applyToken',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_mpp/apply_token',
  purpose: 'Take the authorization code or the refresh token, and issue an access token for it.',
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
    accessTokenExpiryTime: optionalText,
    refreshToken: optionalText,
    refreshTokenExpiryTime: optionalText,
    customerId: optionalText,
  }),
  // The names of the code and the token are inferred: where neither is there, a message is its own exchange.
  operation: ['token-grant', 'grantType', ['authCode', 'refreshToken', CONTENT]],
  keyFields: [],
  recorded: 'always',
  senderTimeout: 5_000,
  inProgress: unknownException,
  secretFields: ['authCode', 'refreshToken'],
})
