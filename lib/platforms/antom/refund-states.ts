import type { StateMoves } from '../../notifications/report-api.ts'

/** A refund's reported states, named by its refundStatus: SUCCESS and FAIL are final. */
export const refundStates = {
  PROCESSING: ['SUCCESS', 'FAIL'],
  SUCCESS: [],
  FAIL: [],
} satisfies StateMoves
