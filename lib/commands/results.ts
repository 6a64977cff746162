import type { Result, UnknownResult } from '../protocol/result.ts'

const MAX_MESSAGE = 256

/** The operation goes on: the sender asks again, or inquires. */
export const paymentInProcess: UnknownResult = {
  resultCode: 'PAYMENT_IN_PROCESS',
  resultStatus: 'U',
  resultMessage: 'The payment is being processed.',
}

/** The codes of U of every API's page: none of them ends an operation, whatever status a backend gives it. */
export const neverFinal: readonly string[] = [
  'UNKNOWN_EXCEPTION',
  'PAYMENT_IN_PROCESS',
  'REFUND_IN_PROCESS',
  'ORIGINAL_CREDIT_IN_PROCESS',
  'REQUEST_TRAFFIC_EXCEED_LIMIT',
]

/** The same id came before with other key fields. */
export const repeatInconsistent: Result = {
  resultCode: 'REPEAT_REQ_INCONSISTENT',
  resultStatus: 'F',
  resultMessage: 'Repeated requests are inconsistent.',
}

/** The payment was cancelled, or its time has passed. */
export const orderIsClosed = {
  resultCode: 'ORDER_IS_CLOSED',
  resultStatus: 'F',
  resultMessage: 'The order is closed.',
} as const

/** Says which field of the request is wrong, never what it holds. */
export function paramIllegal(field: string): Result {
  return {
    resultCode: 'PARAM_ILLEGAL',
    resultStatus: 'F',
    resultMessage: `Illegal parameters: ${field}`.slice(0, MAX_MESSAGE),
  }
}
