import { computed, effect, signal } from '@preact/signals'
import type { CallDetail } from '../view.ts'
import { rows } from './live.ts'
import { type Answer, askDetail } from './server.ts'
import { openCall } from './state.ts'

interface OpenDetail {
  readonly id: string
  /** Undefined until it is known. */
  readonly answer?: Answer<CallDetail>
}

/** What the server says of the open call. */
export const detail = signal<OpenDetail | undefined>(undefined)

/** Whether secret fields are shown too. */
export const isWhole = signal(false)

const row = computed(() => rows.value.find(({ id }) => id === openCall.value))

/** An event, a receipt's number or the journal come after the answer. */
const LATER_MS = [1_000, 4_000]
const YOUNG_MS = 10_000

/** Asks for the open call: when it is opened, when its row changes, and soon again while it is young. */
export function followOpenCall(): void {
  effect(() => {
    const id = openCall.value
    const options = { whole: isWhole.value }
    const at = row.value?.at ?? 0
    if (id === undefined) {
      detail.value = undefined
      return
    }
    if (detail.peek()?.id !== id) detail.value = { id }
    let isLeft = false
    const ask = async () => {
      const answer = await askDetail(id, options)
      if (!isLeft) detail.value = { id, answer }
    }
    void ask()
    const timers = Date.now() - at < YOUNG_MS ? LATER_MS.map((ms) => setTimeout(ask, ms)) : []
    return () => {
      isLeft = true
      timers.forEach(clearTimeout)
    }
  })
}
