import type { StateMoves } from './report-api.ts'
import type { LogEntry } from './subject-log.ts'
import type { Understanding } from './understand.ts'

type Step = 'changed' | 'unchanged' | 'stale' | 'conflicting'

/**
 * The next entry of a subject's log. A reported state that the present one may move on to is the new one; one that it has
 * left behind is stale; any other contradicts it, and the first stands. What conflicts with a held message changes
 * nothing, nor does what reports no known state.
 */
export function nextEntry(
  last: LogEntry | undefined,
  { conflicting, ...names }: Pick<LogEntry, 'key' | 'receiptId' | 'digest' | 'conflicting'>,
  understanding: Pick<Understanding, 'state' | 'moves'> | undefined,
): LogEntry {
  const before = last?.after ?? null
  const reported = understanding?.state ?? null
  const step = conflicting ? 'conflicting' : stepFrom(before, reported, understanding?.moves ?? {})
  return {
    ...names,
    sequence: (last?.sequence ?? 0) + 1,
    before,
    after: step === 'changed' ? reported : before,
    changed: step === 'changed',
    stale: step === 'stale',
    conflicting: step === 'conflicting',
  }
}

function stepFrom(before: string | null, reported: string | null, moves: StateMoves): Step {
  if (reported === null || reported === before || !Object.hasOwn(moves, reported)) return 'unchanged'
  if (before === null || !Object.hasOwn(moves, before) || leadsTo(before, reported, moves)) return 'changed'
  return leadsTo(reported, before, moves) ? 'stale' : 'conflicting'
}

/** True where the one state comes before the other on some way. The table has no circle. */
function leadsTo(from: string, to: string, moves: StateMoves): boolean {
  const next = Object.hasOwn(moves, from) ? (moves[from] ?? []) : []
  return next.some((state) => state === to || leadsTo(state, to, moves))
}
