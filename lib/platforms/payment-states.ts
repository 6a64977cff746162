import type { StateRanks } from '../notifications/notification-api.ts'

/** A payment's reported states: SUCCESS and FAIL are final (apis.md §8.3). */
export const paymentStates = { PENDING: 0, SUCCESS: 1, FAIL: 1 } satisfies StateRanks

const finals = new Map<string, keyof typeof paymentStates>([
  ['S', 'SUCCESS'],
  ['F', 'FAIL'],
])

/** The final state that a result reports; any other status is not one that we know to be final. */
export function finalPaymentState(result: { readonly resultStatus: string }) {
  return finals.get(result.resultStatus)
}
