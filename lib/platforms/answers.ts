import type { Platform } from '../protocol/platform.ts'
import type { Result, UnknownResult } from '../protocol/result.ts'

const success: Result = { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' }
/** For reasons of ours: the sender sends again. */
export const unknownException: UnknownResult = {
  resultCode: 'UNKNOWN_EXCEPTION',
  resultStatus: 'U',
  resultMessage: 'An API call failed, which is caused by unknown reasons.',
}
const invalidSignature: Result = {
  resultCode: 'INVALID_SIGNATURE',
  resultStatus: 'F',
  resultMessage: 'The signature is invalid.',
}
const invalidClient: Result = {
  resultCode: 'INVALID_CLIENT',
  resultStatus: 'F',
  resultMessage: 'The client is invalid.',
}

const invalidApi: Result = {
  resultCode: 'INVALID_API',
  resultStatus: 'F',
  resultMessage: 'The called API is invalid or not active.',
}

/** Where the sender resends whatever is not S, or must know: the documented refusals (protocol.md §4.2). */
export const refusingAnswers: Platform['answers'] = {
  acknowledged: success,
  sendAgain: unknownException,
  notGenuine: invalidSignature,
  unknownClient: invalidClient,
  unknownApi: invalidApi,
}

/** Where F ends the resends: nothing but S and U leaves, or a mistake of ours could lose a genuine message. */
export const neverRefusingAnswers: Platform['answers'] = {
  ...refusingAnswers,
  notGenuine: unknownException,
  unknownClient: unknownException,
  unknownApi: unknownException,
}
