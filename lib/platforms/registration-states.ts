import type { StateMoves } from '../notifications/report-api.ts'

/** A registration of a merchant or a store, over all its wallets or at one of them. */
export const registrationStates = {
  PENDING: ['COMPLETED', 'CANCELLED', 'APPROVED', 'REJECTED'],
  COMPLETED: [],
  CANCELLED: [],
  APPROVED: [],
  REJECTED: [],
} satisfies StateMoves
