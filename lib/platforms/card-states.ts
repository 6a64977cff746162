import type { StateMoves } from '../notifications/report-api.ts'

/** Only its end is a state of a card. Frozen and active alternate, so that neither is behind the other. */
export const cardStates = { CANCEL: [] } satisfies StateMoves
