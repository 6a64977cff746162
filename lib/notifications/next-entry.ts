import type { StateMoves } from './report-api.ts'
import type { LogEntry } from './subject-log.ts'
import type { Understanding } from './understand.ts'

type Step = 'changed' | 'unchanged' | 'stale' | 'conflicting'

/** What the receipt of an entry is, beside what it says. */
interface Named extends Pick<LogEntry, 'key' | 'receiptId' | 'digest' | 'conflicting'> {
  readonly saidAt?: number | undefined
  readonly askedAfter?: number | undefined
}

type Report = Pick<Understanding, 'state' | 'moves'> & Partial<Pick<Understanding, 'finals' | 'awaited'>>

/**
 * The next entry of a subject's log. A reported state that the present one may move on to is the new one; one that it has
 * left behind is stale; any other contradicts it, and the first stands. What conflicts with a held message changes
 * nothing, nor does what reports no known state. What contradicts stays unsettled until the answer to an inquiry that was
 * asked after it reports a final state: that one stands, whatever stood before.
 */
export function nextEntry(
  last: LogEntry | undefined,
  { conflicting, saidAt, askedAfter, ...names }: Named,
  understanding: Report | undefined,
): LogEntry {
  const before = last?.after ?? null
  const reported = understanding?.state ?? null
  const isFinal = reported !== null && understanding?.finals?.includes(reported) === true
  const sequence = (last?.sequence ?? 0) + 1
  const settles = isFinal ? settledBy(askedAfter, last) : undefined
  const step = stepOf(last, { reported, conflicting, settles }, understanding)
  const contradicts = step === 'conflicting' || (step === 'stale' && isFinal)
  const unsettled = contradicts ? sequence : settles === undefined ? last?.unsettled : undefined
  const latest = Math.max(last?.saidAt ?? 0, saidAt ?? 0)
  return {
    ...names,
    sequence,
    before,
    after: step === 'changed' ? reported : before,
    changed: step === 'changed',
    stale: step === 'stale',
    conflicting: step === 'conflicting',
    ...(latest > 0 && { saidAt: latest }),
    ...(unsettled !== undefined && { unsettled }),
    ...(settles !== undefined && { settles }),
  }
}

/** The contradiction that an answer settles: it must have been asked after it. */
function settledBy(askedAfter: number | undefined, last: LogEntry | undefined): number | undefined {
  const { unsettled } = last ?? {}
  return unsettled !== undefined && askedAfter !== undefined && unsettled <= askedAfter
    ? unsettled
    : undefined
}

interface Claim {
  readonly reported: string | null
  readonly conflicting: boolean
  readonly settles: number | undefined
}

function stepOf(
  last: LogEntry | undefined,
  { reported, conflicting, settles }: Claim,
  { moves = {}, awaited = [] }: Partial<Report> = {},
): Step {
  const before = last?.after ?? null
  if (settles !== undefined) return reported === before ? 'unchanged' : 'changed'
  if (conflicting) return 'conflicting'
  if (before !== null && awaited.includes(before) && last?.unsettled === undefined) return 'stale'
  return stepFrom(before, reported, moves)
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
