import type { StateMoves } from '../notifications/report-api.ts'

/** A payment's reported states: SUCCESS and FAIL are final. */
export const paymentStates = { PENDING: ['SUCCESS', 'FAIL'], SUCCESS: [], FAIL: [] } satisfies StateMoves

const finals = new Map<string, keyof typeof paymentStates>([
  ['S', 'SUCCESS'],
  ['F', 'FAIL'],
])

/** The final state that a result reports; undefined for every other status. */
export function finalPaymentState(result: { readonly resultStatus: string }) {
  return finals.get(result.resultStatus)
}

/** The state that a message reports: PENDING by its pending type, whatever its result; by PAYMENT_RESULT, the final one. */
export function paymentStateOf(
  notifyType: string,
  pendingType: string,
  result: { readonly resultStatus: string },
) {
  if (notifyType === pendingType) return 'PENDING'
  return notifyType === 'PAYMENT_RESULT' ? finalPaymentState(result) : undefined
}
