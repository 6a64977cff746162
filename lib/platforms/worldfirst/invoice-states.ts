import type { StateMoves } from '../../notifications/report-api.ts'

/** An invoice that is paid; INIT, before anybody pays, is a word of the inquiry alone. The bank may return the money. */
export const invoiceStates = {
  INIT: ['PROCESSING'],
  PROCESSING: ['SUCCESSFUL', 'FAILED'],
  SUCCESSFUL: ['RETURNED'],
  FAILED: [],
  RETURNED: [],
} satisfies StateMoves
