import type { StateMoves } from '../../notifications/report-api.ts'

/** A payout of the Antom business account. After a success the bank may return the money. */
export const payoutStates = { PROCESSING: ['SUCCESS'], SUCCESS: ['FAIL'], FAIL: [] } satisfies StateMoves
