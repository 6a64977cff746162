import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { text, textOrObject } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'

/** A merchant revokes a token. The partner is the wallet here. */
export const cancelToken = commandApi({
  name: 'cancelToken',
  page: 'https://miniprogram.tngdigital.com.my/docs/miniprogram_tngd/mpdev/uh7agv',
  purpose: 'Revoke the access token and its refresh token.',
  request: v.looseObject({ accessToken: text, extendInfo: v.optional(textOrObject) }),
  response: v.looseObject({}),
  operation: ['token-cancellation', 'accessToken'],
  keyFields: [],
  recorded: 'always',
  senderTimeoutMs: 5_000,
  inProgress: unknownException,
  failures: [
    'PROCESS_FAIL',
    'PARAM_ILLEGAL',
    'ACCESS_DENIED',
    'INVALID_API',
    'INVALID_AUTH_CLIENT_STATUS',
    'INVALID_ACCESS_TOKEN',
    'INVALID_AUTH_CLIENT',
  ],
})
