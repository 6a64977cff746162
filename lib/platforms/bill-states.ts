import type { StateMoves } from '../notifications/report-api.ts'

/**
 * A card transaction: what succeeded may still be cancelled or refunded, in parts or whole. The pages list the states
 * without an order; this one is inferred from how cards are cleared.
 */
export const billStates = {
  WAITING_CLEARANCE: ['WAITING_DEDUCT'],
  WAITING_DEDUCT: ['SUCCESS', 'FAILED'],
  SUCCESS: ['PARTIAL_CANCEL'],
  PARTIAL_CANCEL: ['PARTIAL_REFUND', 'CANCELLED'],
  PARTIAL_REFUND: ['REFUNDED'],
  FAILED: [],
  CANCELLED: [],
  REFUNDED: [],
} satisfies StateMoves
