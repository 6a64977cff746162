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

/** The number of the last row that came; undefined until all rows were read. */
let after: string | undefined
let source: EventSource | undefined
let retry: ReturnType<typeof setTimeout> | undefined
let isAwaited = false

/**
 * Follows the calls for as long as the page stands. A tab that nobody sees does not: a browser opens six connections to
 * one server, and the seventh tab would wait for good. It has what came meanwhile when it is seen.
 */
export function follow(): void {
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) source?.close()
    else void goOn()
  })
  if (!document.hidden) void goOn()
}

async function goOn(): Promise<void> {
  if (after === undefined) await readAll()
  else listen(after)
}

async function readAll(): Promise<void> {
  clearTimeout(retry)
  const answer = await askCalls()
  if (!('value' in answer)) {
    connection.value = answer.gone ? 'gone' : 'broken'
    if (!answer.gone) retry = setTimeout(readAll, RETRY_MS)
    return
  }
  rows.value = held.replace(answer.value.rows)
  after = answer.value.after
  if (!document.hidden) listen(after)
}

/** A break is the browser's to mend: it comes again by itself, and says the last number that it has. */
function listen(from: string): void {
  source?.close()
  const listening = new EventSource(`api/live?${new URLSearchParams({ after: from })}`)
  source = listening
  listening.onopen = () => {
    connection.value = 'open'
  }
  listening.onerror = () => {
    connection.value = listening.readyState === EventSource.CLOSED ? 'gone' : 'broken'
  }
  listening.addEventListener('call', ({ data, lastEventId }) => {
    after = lastEventId
    take(JSON.parse(data))
  })
  listening.addEventListener('reset', () => {
    listening.close()
    void readAll()
  })
}

function take(row: CallRow): void {
  held.take(row)
  if (isAwaited) return
  isAwaited = true
  requestAnimationFrame(() => {
    isAwaited = false
    rows.value = held.settle()
  })
}
