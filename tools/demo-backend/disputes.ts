import { keyFor, type Owner } from './key.ts'
import { success } from './outcomes.ts'
import type { Transaction } from './store.ts'

interface DisputeRequest {
  readonly api: string
  readonly request: { readonly disputeRequestId: string }
}

/** Keeps what came about a dispute, for the people who work on it. */
export async function keepDispute(command: Owner & DisputeRequest, transaction: Transaction) {
  const { api, request } = command
  transaction.write(keyFor(command, api, request.disputeRequestId), request)
  return { result: success }
}
