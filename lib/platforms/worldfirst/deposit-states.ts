import type { StateMoves } from '../../notifications/report-api.ts'

/** A deposit, by its result's code: the status is S both for what is credited and for what is returned later. */
export const depositStates = { SUCCESS: ['REFUND'], REFUND: [] } satisfies StateMoves
