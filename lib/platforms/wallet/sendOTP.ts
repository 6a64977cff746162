import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { optionalText, text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'

/** Sends the token's user a one-time password, each time anew: no field tells a repeat from a new request. */
export const sendOTP = commandApi({
  name: 'sendOTP',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_mpp/send_otp',
  purpose: 'Send the user a one-time password; limit how often.',
  request: v.looseObject({ acquirerId: text, pspId: text, accessToken: text, verifyType: optionalText }),
  response: v.looseObject({ verifyRequestId: text }),
  operation: ['otp', 'accessToken'],
  keyFields: [],
  recorded: 'never',
  senderTimeoutMs: 5_000,
  inProgress: unknownException,
})
