import type { StateMoves } from '../../notifications/report-api.ts'

/** The vaulting of a card or a wallet, named by its vaultingStatus. */
export const vaultingStates = {
  PROCESSING: ['SUCCESS', 'FAIL'],
  SUCCESS: [],
  FAIL: [],
} satisfies StateMoves
