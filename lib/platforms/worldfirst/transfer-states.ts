import type { StateMoves } from '../../notifications/notification-api.ts'

/** A payout or transfer: a success may be reversed, when the bank returns the money; no more follows it. */
export const transferStates = {
  PROCESSING: ['SUCCESS', 'FAIL'],
  SUCCESS: ['REVERSED'],
  FAIL: [],
  REVERSED: [],
} satisfies StateMoves

/** Codes that say more than their status. */
const byCode = new Map<string | undefined, keyof typeof transferStates>([
  ['ORDER_IS_REVERSED', 'REVERSED'],
  ['PROCESSING', 'PROCESSING'],
])

const byStatus = new Map<string, keyof typeof transferStates>([
  ['S', 'SUCCESS'],
  ['F', 'FAIL'],
  ['U', 'PROCESSING'],
])

/** The state that a transferResult reports; undefined for a status that the pages do not know. */
export function transferState(result: {
  readonly resultCode?: string | undefined
  readonly resultStatus: string
}) {
  return byCode.get(result.resultCode) ?? byStatus.get(result.resultStatus)
}
