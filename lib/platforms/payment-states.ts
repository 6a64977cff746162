import type { StateMoves } from '../notifications/report-api.ts'
import { saysNoSuchObject } from './no-such-object.ts'

/**
 * A payment's reported states: SUCCESS, FAIL and CANCELLED are final. PROCESSING and CANCELLED are words of inquiries
 * alone. A cancelled payment stays cancelled: what is paid before or after is given back, so that CANCELLED undoes even
 * SUCCESS (https://docs.antom.com/ac/cashierpay/payment_status_desc).
 */
export const paymentStates = {
  PROCESSING: ['PENDING'],
  PENDING: ['SUCCESS', 'FAIL'],
  SUCCESS: ['CANCELLED'],
  FAIL: ['CANCELLED'],
  CANCELLED: [],
} satisfies StateMoves

/** The states after which nobody asks for a payment any more: that it is cancelled later is the partner's own deed. */
export const paymentFinals: readonly (keyof typeof paymentStates)[] = ['SUCCESS', 'FAIL', 'CANCELLED']

const finals = new Map<string, keyof typeof paymentStates>([
  ['S', 'SUCCESS'],
  ['F', 'FAIL'],
])

/** The final state that a result reports; undefined for every other status. */
export function finalPaymentState(result: { readonly resultStatus: string }) {
  return finals.get(result.resultStatus)
}

/** Codes that are not final, whatever stands beside them: some pages have them with S. */
const openCodes = new Set<string | undefined>([
  'PROCESSING',
  'UNKNOWN',
  'PAYMENT_IN_PROCESS',
  'ORIGINAL_CREDIT_IN_PROCESS',
])

/**
 * The state that a result inside the answer to an inquiry reports: U is in process. Undefined for a status that no page
 * has, and where it says that there is no such object.
 */
export function askedPaymentState(result: {
  readonly resultCode?: string | undefined
  readonly resultStatus: string
}) {
  if (saysNoSuchObject(result)) return undefined
  const isOpen = result.resultStatus === 'U' || openCodes.has(result.resultCode)
  return isOpen ? 'PROCESSING' : finalPaymentState(result)
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
