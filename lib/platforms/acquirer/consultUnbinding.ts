import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'

/** May the wallet revoke this token? The answer binds nobody and may change; authNotify reports what is done. */
export const consultUnbinding = commandApi({
  name: 'consultUnbinding',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_ns/consult_unbinding',
  purpose:
    'Say whether the merchant lets the wallet revoke the access token: debts and subscriptions may forbid it.',
  request: v.looseObject({
    authClientId: text,
    referenceMerchantId: text,
    accessToken: text,
    acquirerId: text,
    pspId: text,
  }),
  response: v.looseObject({ allowUnbinding: text }),
  operation: ['unbinding-consultation', 'accessToken'],
  keyFields: [],
  recorded: 'never',
  senderTimeoutMs: 5_000,
  inProgress: unknownException,
})
