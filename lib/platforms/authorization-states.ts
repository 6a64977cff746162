import type { StateMoves } from '../notifications/report-api.ts'

/** A code and its token are two subjects, because no message names both. A cancelled token stays cancelled. */
export const authorizationStates = {
  AUTHCODE_CREATED: [],
  TOKEN_CREATED: ['TOKEN_CANCELED'],
  TOKEN_CANCELED: [],
} satisfies StateMoves
