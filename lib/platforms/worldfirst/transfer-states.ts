import type { StateMoves } from '../../notifications/report-api.ts'

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
])

const byStatus = new Map<string, keyof typeof transferStates>([
  ['S', 'SUCCESS'],
  ['F', 'FAIL'],
  ['U', 'PROCESSING'],
])

/** The state that a transferResult reports; undefined for a status that no page has. */
export function transferState(result: {
  readonly resultCode?: string | undefined
  readonly resultStatus: string
}) {
  return byCode.get(result.resultCode) ?? byStatus.get(result.resultStatus)
}
