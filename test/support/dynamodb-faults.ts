import { answerLate, cut, type Fate, forwardAndCut, hang, refuse } from './fault-proxy.ts'

export type Fault = readonly [whatDynamoDBDoes: string, fate: Fate]

/** The SDK client gives an attempt up after a second, and makes two. */
const TOO_LATE_MS = 1_200

/** It does nothing, and the SDK tries again. */
export const refusals: readonly Fault[] = [
  ['breaks the connection before', cut],
  ['throttles the table', refuse('ProvisionedThroughputExceededException')],
  ['throttles the account', refuse('ThrottlingException')],
  ['fails', refuse('InternalServerError', 500)],
  ['answers what is no JSON', ({ answer }) => answer({ status: 503, body: '<html>' })],
  ['hangs', hang],
]

/** It does nothing, and the SDK does not try again. */
export const finalRefusals: readonly Fault[] = [
  ['does not let us', refuse('AccessDeniedException')],
  ['does not know the table', refuse('ResourceNotFoundException')],
  ['finds the item in a transaction', refuse('TransactionConflictException')],
]

/** It does what it is asked, cannot tell, and the SDK tries again. */
export const losses: readonly Fault[] = [
  ['breaks the connection after', forwardAndCut],
  ['answers too late', answerLate(TOO_LATE_MS)],
]
