import type { CallRow } from '../view.ts'

/** As many as the server holds. */
const MAX_ROWS = 10_000

/** Rows, newest first; each array stands for good. */
export interface HeldRows {
  readonly rows: readonly CallRow[]
  /** To take a row in; one with an id that is held takes that one's place. */
  take(row: CallRow): void
  /** Takes in all that came since, and returns the rows as they are now. */
  settle(): readonly CallRow[]
  /** Forgets what is held for these rows, newest first. */
  replace(rows: readonly CallRow[]): readonly CallRow[]
}

/** The rows that the page holds. What comes is only noted, so that a burst costs one pass for each frame. */
export function createHeldRows(max = MAX_ROWS): HeldRows {
  let rows: readonly CallRow[] = []
  let ids = new Set<string>()
  let coming = new Map<string, CallRow>()

  function hold(next: readonly CallRow[]): readonly CallRow[] {
    rows = next.slice(0, max)
    if (ids.size + coming.size > max) ids = new Set(rows.map(({ id }) => id))
    else for (const id of coming.keys()) ids.add(id)
    coming = new Map()
    return rows
  }

  return {
    get rows() {
      return rows
    },
    take(row) {
      coming.set(row.id, row)
      const [oldest] = coming.keys()
      // A tab in the background settles nothing for a long time.
      if (coming.size > max && oldest !== undefined) coming.delete(oldest)
    },
    settle() {
      if (coming.size === 0) return rows
      const fresh = [...coming.values()].filter(({ id }) => !ids.has(id)).reverse()
      const stands = fresh.length === coming.size ? rows : rows.map((row) => coming.get(row.id) ?? row)
      return hold([...fresh, ...stands])
    },
    replace(next) {
      coming = new Map()
      ids = new Set(next.map(({ id }) => id))
      return hold(next)
    },
  }
}
