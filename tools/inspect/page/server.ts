import type { CallDetail, CallRow, HistoryEntry, Place, Sample, SendRequest } from '../view.ts'

/** What a request came to. Nothing here throws: what went wrong is a line for people. */
export type Answer<T> = { readonly value: T } | { readonly wrong: string; readonly gone?: boolean }

const GONE = 'the inspector does not answer. Does it still run? If it was started again, open its new URL.'

export function askPlace(): Promise<Answer<Place>> {
  return ask('api/place')
}

/** All rows, and the number after which what is live goes on. */
export async function askCalls(): Promise<Answer<{ rows: readonly CallRow[]; after: string }>> {
  let after = ''
  const answer = await ask<readonly CallRow[]>('api/calls', {}, (response) => {
    after = response.headers.get('last-event-id') ?? ''
  })
  return 'value' in answer ? { value: { rows: answer.value, after } } : answer
}

export function askDetail(id: string, { whole }: { readonly whole: boolean }): Promise<Answer<CallDetail>> {
  return ask(`api/calls/${encodeURIComponent(id)}${whole ? '?whole' : ''}`)
}

export function askHistory(subject: string): Promise<Answer<readonly HistoryEntry[]>> {
  return ask(`api/history?${new URLSearchParams({ subject })}`)
}

export function askSamples(): Promise<Answer<readonly Sample[]>> {
  return ask('api/samples')
}

export function send(request: SendRequest): Promise<Answer<{ readonly id: string }>> {
  return ask('api/send', posting(JSON.stringify(request)))
}

export function sendAgain(id: string): Promise<Answer<{ readonly id: string }>> {
  return ask(`api/calls/${encodeURIComponent(id)}/again`, posting('{}'))
}

function posting(body: string): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body }
}

async function ask<T>(
  path: string,
  init: RequestInit = {},
  look: (response: Response) => void = () => {},
): Promise<Answer<T>> {
  try {
    const response = await fetch(path, init)
    look(response)
    if (response.ok) return { value: await response.json() }
    if (response.status === 404) return { wrong: 'it is not held any more.', gone: true }
    return { wrong: (await messageOf(response)) ?? `the inspector answered ${response.status}.` }
  } catch {
    return { wrong: GONE }
  }
}

async function messageOf(response: Response): Promise<string | undefined> {
  const { message } = Object(await response.json().catch(() => undefined))
  return typeof message === 'string' ? message : undefined
}
