import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { CONTENT } from '../../content/naming.ts'
import { optionalText, text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'

/**
 * Is this the password that was sent? Each guess is an operation of its own: a wrong one says nothing of the next, and a
 * right one stays right when it is repeated. The name of the password's field is inferred.
 */
export const verifyOTP = commandApi({
  name: 'verifyOTP',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_mpp/verify_otp',
  purpose: 'Compare the one-time password, count the attempts and use it up; S where it is right.',
  request: v.looseObject({
    acquirerId: text,
    pspId: text,
    accessToken: text,
    verifyRequestId: text,
    otpValue: optionalText,
  }),
  response: v.looseObject({}),
  operation: ['otp-verification', 'verifyRequestId', CONTENT],
  keyFields: [],
  recorded: 'always',
  senderTimeoutMs: 5_000,
  inProgress: unknownException,
})
