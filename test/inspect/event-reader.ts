import { request } from 'node:http'
import { onTestFinished } from 'vitest'

export interface ReadEvent {
  readonly event: string
  readonly id: string
  readonly data: string
}

/** A reader of server-sent events as a browser is one: it says by itself where it was. */
export async function readEvents(url: string, after?: { readonly lastEventId: string }) {
  const events: ReadEvent[] = []
  const waiting = new Set<() => void>()
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const { promise: opened, resolve: open, reject } = Promise.withResolvers<void>()
  const headers = after ? { 'Last-Event-ID': after.lastEventId } : {}
  const outgoing = request(url, { agent: false, headers }, (response) => {
    let rest = ''
    response.setEncoding('utf8')
    response.on('data', (text: string) => {
      const parts = (rest + text).split('\n\n')
      rest = parts.pop() ?? ''
      events.push(...parts.flatMap((part) => eventIn(part) ?? []))
      for (const look of waiting) look()
    })
    response.on('error', () => end()).on('close', () => end())
    open()
  })
  outgoing.on('error', (cause) => {
    reject(cause)
    end()
  })
  outgoing.end()
  onTestFinished(() => void outgoing.destroy())
  await opened
  return {
    events,
    /** Resolves when as many have come. */
    until(count: number): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>()
      const look = () => events.length >= count && resolve()
      waiting.add(look)
      look()
      return promise
    },
    close: () => outgoing.destroy(),
    ended,
  }
}

function eventIn(part: string): ReadEvent | undefined {
  const fields = new Map(
    part.split('\n').map((line) => [line.replace(/:.*/s, ''), line.replace(/^\w+: ?/, '')]),
  )
  const event = fields.get('event')
  return event === undefined
    ? undefined
    : { event, id: fields.get('id') ?? '', data: fields.get('data') ?? '' }
}
