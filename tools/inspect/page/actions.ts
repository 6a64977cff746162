import { signal } from '@preact/signals'
import type { CallDetail, SendRequest } from '../view.ts'
import { say } from './copy-button.tsx'
import { NO_API } from './looks.ts'
import { askDetail, send, sendAgain } from './server.ts'
import { open, openCall, place } from './state.ts'

/** What the sending dialog begins with. */
export interface Draft {
  readonly title: string
  readonly platform?: string
  readonly api?: string
  readonly body?: string
  readonly fault?: string
  /** Why the body may not be what was sent. */
  readonly note?: string | undefined
}

/** The dialog that is open. */
export const dialog = signal<'help' | Draft | undefined>(undefined)

/** What an action on the open call came to, where it failed. */
export const failure = signal<string | undefined>(undefined)

export const canSend = () => place.value?.canSend === true

export function startSending(): void {
  if (canSend()) dialog.value = { title: 'Send a sample' }
}

/** Sends the open call once more, as it came, and opens what comes of it. */
export async function sendOpenAgain(): Promise<void> {
  const id = openCall.value
  if (id === undefined || !canSend()) return
  const answer = await sendAgain(id)
  failure.value = 'value' in answer ? undefined : `It was not sent again: ${answer.wrong}`
  if ('value' in answer) opened(answer.value.id, 'Sent again')
}

/** Opens the dialog with the open call, its body whole, and with the first fault where it is to be tampered with. */
export async function editOpen({ tamper }: { readonly tamper: boolean }): Promise<void> {
  const id = openCall.value
  if (id === undefined || !canSend()) return
  const answer = await askDetail(id, { whole: true })
  if (!('value' in answer)) {
    failure.value = `It cannot be edited: ${answer.wrong}`
    return
  }
  const { row, request } = answer.value
  if (request.body.text === undefined) {
    failure.value = 'Its body is not UTF-8: it can be sent again, not edited here.'
    return
  }
  const [first] = place.value?.faults ?? []
  dialog.value = {
    title: tamper ? 'Tamper with this call' : 'Edit and send',
    platform: row.platform,
    api: apiOf(answer.value),
    body: request.body.text,
    note: request.body.note,
    ...(tamper && first && { fault: first.name }),
  }
}

/** Of what was refused nobody read which API it is: its URL names one. */
function apiOf({ row, request }: CallDetail): string {
  return row.api === NO_API ? (/([^/?]+)\/?(?:\?|$)/.exec(request.target)?.[1] ?? '') : row.api
}

/** Returns what is wrong, in words. */
export async function sendDraft(request: SendRequest): Promise<string | undefined> {
  const answer = await send(request)
  if (!('value' in answer)) return answer.wrong
  dialog.value = undefined
  opened(answer.value.id, 'Sent')
  return undefined
}

function opened(id: string, what: string): void {
  failure.value = undefined
  open(id)
  say(`${what}: what came of it is open.`)
}
