import type { Result, UnknownResult } from '../protocol/result.ts'

const MAX_MESSAGE = 256

/** The operation goes on: the sender asks again, or inquires (protocol.md §4.2). */
export const paymentInProcess: UnknownResult = {
  resultCode: 'PAYMENT_IN_PROCESS',
  resultStatus: 'U',
  resultMessage: 'The payment is being processed.',
}

/** The same id came before with other key fields. */
export const repeatInconsistent: Result = {
  resultCode: 'REPEAT_REQ_INCONSISTENT',
  resultStatus: 'F',
  resultMessage: 'Repeated requests are inconsistent.',
}

/** The payment was cancelled. */
export const orderIsClosed: Result = {
  resultCode: 'ORDER_IS_CLOSED',
  resultStatus: 'F',
  resultMessage: 'The order is closed.',
}

/** Says which field of the request is wrong, never what it holds. */
export function paramIllegal(field: string): Result {
  return {
    resultCode: 'PARAM_ILLEGAL',
    resultStatus: 'F',
    resultMessage: `Illegal parameters: ${field}`.slice(0, MAX_MESSAGE),
  }
}
