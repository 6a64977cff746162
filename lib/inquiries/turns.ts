/** What the calls of one client's gateway have come to. */
export interface TurnRecord {
  /** When the latest turns were taken, in epoch milliseconds: as many as a second may have. */
  readonly taken: readonly number[]
  /** Where those who must wait are sent to, one behind the other. */
  readonly queuedUntil: number
  /** In a row. */
  readonly failures: number
  /** Nobody calls before. */
  readonly sparedUntil: number
  /** When the latest rest began. */
  readonly sparedSince?: number
}

const SECOND_MS = 1_000
/** So many failures in a row, and the gateway is spared. */
const MAX_FAILURES = 3
const FIRST_REST_MS = 10_000
const LONGEST_REST_MS = 15 * 60_000
/** A gateway that was spared is tried by one call; longer than a call takes. */
const PROBE_MS = 15_000

const fresh: TurnRecord = { taken: [], queuedUntil: 0, failures: 0, sparedUntil: 0 }

/**
 * The turn of the next call, and the record after it. `now` is taken; a later time (epoch milliseconds) is only when to
 * come back for one, so that those who wait do not come all at once. No second has more turns than `perSecond`.
 */
export function takeTurn(
  record: TurnRecord = fresh,
  now: number,
  perSecond: number,
): { readonly at: 'now' | number; readonly record: TurnRecord } {
  const { taken, queuedUntil, failures, sparedUntil } = record
  const nth = taken.at(-perSecond)
  const free = Math.max(sparedUntil, nth === undefined ? 0 : nth + SECOND_MS)
  if (free > now) {
    const at = Math.max(queuedUntil, free) + Math.ceil(SECOND_MS / perSecond)
    return { at, record: { ...record, queuedUntil: at } }
  }
  const isProbe = failures >= MAX_FAILURES
  return {
    at: 'now',
    record: {
      ...record,
      taken: [...taken, now].toSorted((one, other) => one - other).slice(-perSecond),
      sparedUntil: isProbe ? now + PROBE_MS : sparedUntil,
    },
  }
}

/**
 * After the third failure in a row the gateway is spared: for 10 seconds, then twice as long each time, to 15 minutes.
 * Calls that had begun before a rest say no more than those that it began with: they do not make it longer.
 */
export function afterFailure(record: TurnRecord = fresh, now: number, begunAt = now): TurnRecord {
  if (begunAt < (record.sparedSince ?? 0)) return record
  const failures = record.failures + 1
  if (failures < MAX_FAILURES) return { ...record, failures }
  const restMs = Math.min(FIRST_REST_MS * 2 ** (failures - MAX_FAILURES), LONGEST_REST_MS)
  return { ...record, failures, sparedUntil: now + restMs, sparedSince: now }
}

/** The same record where nothing failed before. */
export function afterSuccess(record: TurnRecord = fresh): TurnRecord {
  return record.failures === 0 ? record : { ...record, failures: 0, sparedUntil: 0, queuedUntil: 0 }
}
