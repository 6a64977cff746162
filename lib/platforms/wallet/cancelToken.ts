import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { optionalText, text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'

/** The user unbinds at the merchant. A payment under way with the token must end as S or F, not stay unknown. */
export const cancelToken = commandApi({
  name: 'cancelToken',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_mpp/cancel_token',
  purpose:
    'Revoke the access token and its refresh token; from then on a payment with it is F INVALID_TOKEN.',
  request: v.looseObject({ acquirerId: text, pspId: text, accessToken: text, passThroughInfo: optionalText }),
  response: v.looseObject({}),
  operation: ['token-cancellation', 'accessToken'],
  keyFields: [],
  recorded: 'always',
  senderTimeoutMs: 5_000,
  inProgress: unknownException,
})
