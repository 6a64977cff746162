import type { StateMoves } from '../../notifications/report-api.ts'
import { saysNoSuchObject } from '../no-such-object.ts'

/** A Result, of which the code counts too. */
export interface TransferResult {
  readonly resultCode?: string | undefined
  readonly resultStatus: string
}

/** A payout or a transfer. A success may be reversed, when the bank returns the money; nothing follows that. */
export const transferStates = {
  PROCESSING: ['SUCCESS', 'FAIL'],
  SUCCESS: ['REVERSED'],
  FAIL: [],
  REVERSED: [],
} satisfies StateMoves

/** Codes that count before the status. */
const byCode = new Map<string | undefined, keyof typeof transferStates>([
  ['ORDER_IS_REVERSED', 'REVERSED'],
  ['PROCESSING', 'PROCESSING'],
  ['UNKNOWN', 'PROCESSING'],
])

const byStatus = new Map<string, keyof typeof transferStates>([
  ['S', 'SUCCESS'],
  ['F', 'FAIL'],
  ['U', 'PROCESSING'],
])

/** The state that a transferResult reports; undefined for a status that no page has, and where it knows no transfer. */
export function transferState(result: TransferResult) {
  if (saysNoSuchObject(result)) return undefined
  return byCode.get(result.resultCode) ?? byStatus.get(result.resultStatus)
}
