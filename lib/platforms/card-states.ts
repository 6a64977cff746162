import type { StateMoves } from '../notifications/notification-api.ts'

/** A card's end. It is frozen and made active again in turn: those are no states that one leaves behind. */
export const cardStates = { CANCEL: [] } satisfies StateMoves
