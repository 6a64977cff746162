import { answerLate, cut, type Fate, forwardAndCut, hang, refuse } from './fault-proxy.ts'

export type Fault = readonly [whatDynamoDBDoes: string, fate: Fate]

/** More than a second, after which the journal asks once more beside it. */
const TOO_LATE_MS = 1_200

/** It does nothing, and another attempt may help. */
export const refusals: readonly Fault[] = [
  ['breaks the connection before', cut],
  ['throttles the table', refuse('ProvisionedThroughputExceededException')],
  ['throttles the account', refuse('ThrottlingException')],
  ['fails', refuse('InternalServerError', 500)],
  ['answers what is no JSON', ({ answer }) => answer({ status: 503, body: '<html>' })],
  ['hangs', hang],
]

/** It does nothing, and no other attempt helps. */
export const finalRefusals: readonly Fault[] = [
  ['does not let us', refuse('AccessDeniedException')],
  ['does not know the table', refuse('ResourceNotFoundException')],
]

/** It does what it is asked, cannot tell, and is asked again. */
export const losses: readonly Fault[] = [
  ['breaks the connection after', forwardAndCut],
  ['answers too late', answerLate(TOO_LATE_MS)],
]
