import { computed, effect, signal } from '@preact/signals'
import type { CallRow, Place } from '../view.ts'
import { type Address, readAddress, writeAddress } from './address.ts'
import { type Filter, filtered, noFilter } from './filter.ts'
import { rows } from './live.ts'

export const place = signal<Place | undefined>(undefined)

/** Under which the page was opened, and what it has become; the URL follows it. */
export const address = signal<Address>(readAddress(location.hash))

/** The call that the keyboard is on. */
export const active = signal<string | undefined>(address.value.call)

/** The rows as they were when the list was halted. */
const halted = signal<readonly CallRow[] | undefined>(undefined)

export const isHalted = computed(() => halted.value !== undefined)

/** How many calls came since. */
export const waiting = computed(() => {
  const [newest] = halted.value ?? []
  if (!halted.value) return 0
  const known = newest ? rows.value.findIndex(({ id }) => id === newest.id) : -1
  return known < 0 ? rows.value.length : known
})

/** What the list shows, newest first. */
export const shown = computed(() => filtered(halted.value ?? rows.value, address.value.filter))

export const openCall = computed(() => address.value.call)

/** What is said once, politely, to somebody who does not see it happen; and shown for a moment. */
export const notice = signal('')

export function toggleHalt(): void {
  halted.value = halted.value ? undefined : rows.value
}

export function setFilter(change: Partial<Filter>): void {
  address.value = { ...address.value, filter: { ...address.value.filter, ...change } }
}

export function clearFilter(): void {
  setFilter(noFilter)
}

export function open(id: string): void {
  active.value = id
  address.value = { ...address.value, call: id }
}

export function close(): void {
  address.value = { ...address.value, call: undefined }
}

/** The call so many rows below the one that the keyboard is on, or above it. The first, where it is on none. */
export function neighbour(steps: number): string | undefined {
  const list = shown.value
  const at = list.findIndex(({ id }) => id === active.value)
  const wanted = at < 0 ? 0 : Math.min(list.length - 1, Math.max(0, at + steps))
  return list[wanted]?.id
}

/** Keeps the URL and the address one. What is opened can be left by the browser's way back; a filter cannot. */
export function followUrl(): void {
  let lastCall = address.value.call
  effect(() => {
    const text = writeAddress(address.value)
    const isOther = address.value.call !== lastCall
    lastCall = address.value.call
    if (text === writeAddress(readAddress(location.hash))) return
    if (isOther) history.pushState(undefined, '', text)
    else history.replaceState(undefined, '', text)
  })
  addEventListener('popstate', () => {
    address.value = readAddress(location.hash)
    active.value = address.value.call ?? active.value
  })
}
