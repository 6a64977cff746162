import type { Platform } from '../protocol/platform.ts'
import type { Result, UnknownResult } from '../protocol/result.ts'

const success: Result = { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' }
/** Something went wrong on our side: the sender sends again. */
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

/** Where a sender resends whatever is not S, or waits for an outcome: the refusals that the pages document. */
export const refusingAnswers: Platform['answers'] = {
  acknowledged: success,
  sendAgain: unknownException,
  notGenuine: invalidSignature,
  unknownClient: invalidClient,
  unknownApi: invalidApi,
}

/** Where F ends the resends: only S and U are answered, or a mistake of ours could lose a genuine message. */
export const neverRefusingAnswers: Platform['answers'] = {
  ...refusingAnswers,
  notGenuine: unknownException,
  unknownClient: unknownException,
  unknownApi: unknownException,
}
