import type { CallRow } from '../view.ts'
import { useListPlace } from './list-place.ts'
import { stretchOf } from './list-view.ts'
import { rowHeight } from './media.ts'
import { Row, rowId } from './row.tsx'
import { count } from './say.ts'
import { active, address, clearFilter, neighbour, open, shown } from './state.ts'

/** By key, how many rows further; `page` is as many as are seen. */
const moves: Readonly<Record<string, (page: number) => number>> = {
  ArrowDown: () => 1,
  ArrowUp: () => -1,
  PageDown: (page) => page,
  PageUp: (page) => -page,
  Home: () => -Infinity,
  End: () => Infinity,
}

export const LIST = 'calls'

/** The calls: only the rows that are seen are in the document. */
export function List() {
  const rows = shown.value
  const { box, top, height, unseen, onScroll } = useListPlace(rows)

  function toNewest(): void {
    active.value = undefined
    box.current?.scrollTo({ top: 0 })
    box.current?.focus()
  }

  return (
    <div class="list">
      <Heads />
      {unseen > 0 && (
        <button type="button" class="newest" onClick={toNewest}>
          ↑ {count(unseen, 'new', 'new')}
        </button>
      )}
      <div
        id={LIST}
        ref={box}
        class="rows"
        role="listbox"
        aria-label="Calls, newest first"
        tabIndex={0}
        aria-activedescendant={rows.some(({ id }) => id === active.value) ? rowId(active.value) : ''}
        onKeyDown={(event) => moveBy(event, Math.floor(height / rowHeight.value) - 1)}
        onClick={({ target }) => openClicked(target)}
        onScroll={({ currentTarget }) => onScroll(currentTarget.scrollTop)}
      >
        <div role="presentation" class="room" style={{ height: `${rows.length * rowHeight.value}px` }}>
          {drawn(rows, top, height)}
        </div>
      </div>
      {rows.length === 0 && <Nothing />}
    </div>
  )
}

function moveBy(event: KeyboardEvent, page: number): void {
  const move = moves[event.key]
  if (event.key === 'Enter' && active.value !== undefined) open(active.value)
  else if (move && !event.ctrlKey && !event.metaKey && !event.altKey) active.value = neighbour(move(page))
  else return
  event.preventDefault()
}

/** The stretch that is seen, and the row that the keyboard is on: a screen reader asks for it. */
function drawn(rows: readonly CallRow[], top: number, height: number) {
  const { from, to } = stretchOf(top, height, rowHeight.value, rows.length)
  const indexes = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
  const on = rows.findIndex(({ id }) => id === active.value)
  if (on >= 0 && (on < from || on >= to)) indexes.push(on)
  return indexes.map((index) => {
    const row = rows[index]
    return row && <Row key={row.id} row={row} index={index} of={rows.length} />
  })
}

function openClicked(target: EventTarget | null): void {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-call]') : null
  if (row?.dataset.call !== undefined) open(row.dataset.call)
}

function Heads() {
  return (
    <div class="heads" aria-hidden="true">
      {['Time', 'Disposition', 'Platform', 'API', 'Subject', 'Took'].map((head) => (
        <span key={head}>{head}</span>
      ))}
    </div>
  )
}

function Nothing() {
  const { platform, api, disposition, text } = address.value.filter
  if (!(platform || api || disposition || text)) {
    return <p class="nothing">No call yet. What comes is here at once.</p>
  }
  return (
    <p class="nothing">
      No call passes the filter.{' '}
      <button type="button" onClick={clearFilter}>
        Show all calls
      </button>
    </p>
  )
}
