import type { StateRanks } from './notification-api.ts'
import type { Receipt } from './receipt.ts'
import type { LogEntry } from './subject-log.ts'
import type { Understanding } from './understand.ts'

type Step = 'changed' | 'unchanged' | 'stale' | 'conflicting'

/**
 * The next entry of a subject's log: a higher rank moves the state on, a lower one is stale, another state of the same
 * rank is a conflict in which the first stands, unless both are pending. A receipt that conflicts with a held one
 * changes nothing, nor does one that reports no known state.
 */
export function nextEntry(
  last: LogEntry | undefined,
  receipt: Pick<Receipt, 'receiptKey' | 'conflicting'>,
  understanding: Pick<Understanding, 'state' | 'ranks'> | undefined,
): LogEntry {
  const before = last?.after ?? null
  const reported = understanding?.state ?? null
  const step = receipt.conflicting ? 'conflicting' : stepFrom(before, reported, understanding?.ranks ?? {})
  return {
    sequence: (last?.sequence ?? 0) + 1,
    receiptKey: receipt.receiptKey,
    before,
    after: step === 'changed' ? reported : before,
    changed: step === 'changed',
    stale: step === 'stale',
    conflicting: step === 'conflicting',
  }
}

function stepFrom(before: string | null, reported: string | null, ranks: StateRanks): Step {
  const reached = rankOf(ranks, before)
  const rank = rankOf(ranks, reported)
  if (rank === undefined || reported === before) return 'unchanged'
  if (reached === undefined || rank > reached) return 'changed'
  if (rank < reached) return 'stale'
  return rank > 0 ? 'conflicting' : 'unchanged'
}

function rankOf(ranks: StateRanks, state: string | null): number | undefined {
  return state !== null && Object.hasOwn(ranks, state) ? ranks[state] : undefined
}
