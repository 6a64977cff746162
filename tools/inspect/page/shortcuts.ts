import { signal } from '@preact/signals'
import { dialog, editOpen, sendOpenAgain, startSending } from './actions.ts'
import { DETAIL } from './detail.tsx'
import { LIST } from './list.tsx'
import { active, close, neighbour, open, openCall, toggleHalt } from './state.ts'
import { SEARCH } from './toolbar.tsx'

interface Shortcut {
  readonly key: string
  readonly what: string
  press(): void
}

/** By what the key gives, so that every layout has them. */
export const shortcuts: readonly Shortcut[] = [
  { key: 'j', what: 'the next call, an older one', press: () => move(1) },
  { key: 'k', what: 'the call before, a newer one', press: () => move(-1) },
  { key: 'Enter', what: 'open the call', press: openActive },
  { key: 'Escape', what: 'back: from the search, from the call', press: back },
  { key: '/', what: 'search', press: () => document.getElementById(SEARCH)?.focus() },
  { key: 'p', what: 'pause, go on', press: toggleHalt },
  { key: 's', what: 'send a sample', press: startSending },
  { key: 'r', what: 'send the open call again', press: () => void sendOpenAgain() },
  { key: 'e', what: 'edit the open call and send it', press: () => void editOpen({ tamper: false }) },
  { key: 't', what: 'tamper with the open call', press: () => void editOpen({ tamper: true }) },
  {
    key: '?',
    what: 'this help',
    press: () => {
      dialog.value = 'help'
    },
  },
]

const STORED = 'keys'

/** Whoever speaks to the page, or leans on the keyboard, can do without keys of one letter. */
export const keysWork = signal(localStorage.getItem(STORED) !== 'off')

export function useKeys(isOn: boolean): void {
  keysWork.value = isOn
  localStorage.setItem(STORED, isOn ? 'on' : 'off')
}

export function listenToKeys(): void {
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, defaultPrevented } = event
    if (defaultPrevented || ctrlKey || metaKey || altKey || dialog.value) return
    if (key !== 'Escape' && (isWrittenIn(event.target) || (key.length === 1 && !keysWork.value))) return
    // A button in focus is pressed by Enter.
    if (key === 'Enter' && event.target !== document.body) return
    const shortcut = shortcuts.find((each) => each.key === key)
    if (!shortcut) return
    event.preventDefault()
    shortcut.press()
  })
}

function isWrittenIn(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select')
}

/** In a call that is open to the one beside it, else in the list. */
function move(steps: number): void {
  const id = neighbour(steps)
  if (id === undefined) return
  const isInDetail = document.getElementById(DETAIL)?.contains(document.activeElement)
  if (isInDetail) {
    open(id)
    return
  }
  active.value = id
  focusList()
}

function openActive(): void {
  if (active.value !== undefined) open(active.value)
}

/** Out of the search first, then out of the call. */
function back(): void {
  const search = document.getElementById(SEARCH)
  if (document.activeElement !== search) {
    if (openCall.value === undefined) active.value = undefined
    close()
  }
  focusList()
}

function focusList(): void {
  // On a phone it is there only when the call is gone.
  setTimeout(() => document.getElementById(LIST)?.focus({ preventScroll: true }))
}
