import type { CallRow } from '../view.ts'

/** Where the list stands: what the reader sees must not move because calls come. */
export interface ListView {
  readonly top: number
  /** The first row as it was shown last, and under which filter. */
  readonly first: string | undefined
  readonly filter: unknown
  /** The calls above that nobody has seen. */
  readonly unseen: number
}

export const newView: ListView = { top: 0, first: undefined, filter: undefined, unseen: 0 }

/** The part of the rows that is drawn: `from` inclusive, `to` exclusive. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** Drawn beyond the edges, so that a quick scroll shows rows. */
const SPARE_ROWS = 12

/**
 * The view after rows came: pinned to the newest where the reader is there (`follows`), else moved on by as many rows as
 * came above. Another filter begins at the newest. Who is at the newest has seen all.
 */
export function advance(
  view: ListView,
  rows: readonly CallRow[],
  { filter, rowHeight, follows }: { filter: unknown; rowHeight: number; follows: boolean },
): ListView {
  const first = rows[0]?.id
  if (filter !== view.filter) return { ...newView, first, filter }
  if (follows) return { ...view, first, top: 0, unseen: 0 }
  const seen = view.top < 1 ? { ...view, unseen: 0 } : view
  const came = rows.findIndex(({ id }) => id === view.first)
  if (came <= 0) return { ...seen, first }
  return { ...seen, first, top: view.top + came * rowHeight, unseen: seen.unseen + came }
}

/** What is drawn of so many rows. */
export function stretchOf(top: number, height: number, rowHeight: number, rows: number): Stretch {
  const from = Math.max(0, Math.floor(top / rowHeight) - SPARE_ROWS)
  return { from, to: Math.min(rows, Math.ceil((top + height) / rowHeight) + SPARE_ROWS) }
}

/** Where to scroll, so that the row is seen whole. */
export function topToShow(index: number, top: number, height: number, rowHeight: number): number {
  const above = index * rowHeight
  if (above < top) return above
  return Math.max(top, above + rowHeight - height)
}
