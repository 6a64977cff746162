import type { StateMoves } from '../notifications/report-api.ts'

/** The state that a field names; undefined for one that the table does not have, because enumerations are open. */
export function knownState(moves: StateMoves, named: string | undefined): string | undefined {
  return named !== undefined && Object.hasOwn(moves, named) ? named : undefined
}
