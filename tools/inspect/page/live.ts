import { signal } from '@preact/signals'
import type { CallRow } from '../view.ts'
import { createHeldRows } from './held-rows.ts'
import { askCalls } from './server.ts'

const held = createHeldRows()

/** Newest first; changes at most once for each frame. */
export const rows = signal<readonly CallRow[]>([])

/** `gone` is for good: only another URL helps. */
export const connection = signal<'opening' | 'open' | 'broken' | 'gone'>('opening')

/** How often to ask for the rows while nobody answers. */
const RETRY_MS = 1_000
/** In a tab that nobody sees there are no frames. */
const UNSEEN_MS = 1_000

let isAwaited = false

/** Begins to follow the calls, and goes on for as long as the page stands. */
export async function follow(): Promise<void> {
  const answer = await askCalls()
  if (!('value' in answer)) {
    connection.value = answer.gone ? 'gone' : 'broken'
    if (!answer.gone) setTimeout(follow, RETRY_MS)
    return
  }
  rows.value = held.replace(answer.value.rows)
  // A break is the browser's to mend: it comes again by itself, and says the last number that it has.
  const source = new EventSource(`api/live?${new URLSearchParams({ after: answer.value.after })}`)
  source.onopen = () => {
    connection.value = 'open'
  }
  source.onerror = () => {
    connection.value = source.readyState === EventSource.CLOSED ? 'gone' : 'broken'
  }
  source.addEventListener('call', ({ data }) => take(JSON.parse(data)))
  source.addEventListener('reset', () => {
    source.close()
    void follow()
  })
}

function take(row: CallRow): void {
  held.take(row)
  if (isAwaited) return
  isAwaited = true
  if (document.hidden) setTimeout(settle, UNSEEN_MS)
  else requestAnimationFrame(settle)
}

function settle(): void {
  isAwaited = false
  rows.value = held.settle()
}
