import type { IncomingMessage, ServerResponse } from 'node:http'
import { problem } from '../terminal/problem.ts'
import type { LiveRows } from './live.ts'
import type { InspectorSource } from './source.ts'
import type { SendRequest } from './view.ts'

export interface Context {
  readonly source: InspectorSource
  readonly page: { readonly html: string }
  readonly live: LiveRows
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** Answers. What it throws is answered by whoever called it. */
type Reply = (context: Context) => Promise<void>

interface Route {
  readonly method: string
  /** Of the path behind the token, without its query. */
  readonly path: RegExp
  answer(context: Context, id: string): Promise<void> | void
}

/** Longer is no message that a receiver takes. */
const MAX_POSTED_BYTES = 1_048_576

const routes: readonly Route[] = [
  {
    method: 'GET',
    path: /^$/,
    answer: ({ response, page }) =>
      void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page.html),
  },
  {
    method: 'GET',
    path: /^api\/place$/,
    answer: ({ response, source }) => json(response, source.place),
  },
  {
    method: 'GET',
    path: /^api\/calls$/,
    // What comes while the rows are read is said again by what follows: doubled for one who asks, lost never.
    async answer({ response, source, live }) {
      response.setHeader('last-event-id', live.last())
      json(response, await source.rows())
    },
  },
  {
    method: 'GET',
    path: /^api\/live$/,
    answer: ({ response, request, live }) => live.serve(response, afterOf(request) ?? live.last()),
  },
  {
    method: 'GET',
    path: /^api\/calls\/([^/]+)$/,
    async answer({ response, source, request }, id) {
      json(response, await source.detail(id, { whole: queryOf(request).has('whole') }))
    },
  },
  {
    method: 'GET',
    path: /^api\/history$/,
    async answer({ response, source, request }) {
      const subject = queryOf(request).get('subject')
      json(response, subject === null ? undefined : await source.history(subject))
    },
  },
  {
    method: 'GET',
    path: /^api\/samples$/,
    answer: ({ response, source }) => json(response, source.actions?.samples()),
  },
  {
    method: 'POST',
    path: /^api\/send$/,
    async answer({ response, source, request }) {
      json(response, await source.actions?.send(readSendRequest(await readPosted(request))))
    },
  },
  {
    method: 'POST',
    path: /^api\/calls\/([^/]+)\/again$/,
    async answer({ response, source, request }, id) {
      await readPosted(request)
      json(response, await source.actions?.again(id))
    },
  },
]

/** What answers the path behind the token; undefined where nothing does. */
export function routeOf(url: string, method: string): Reply | undefined {
  const [path = ''] = url.split('?', 1)
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(path) : null
    const id = match && decoded(match[1] ?? '')
    if (typeof id === 'string') return async (context) => route.answer(context, id)
  }
  return undefined
}

/** Undefined is a 404: there is no such thing here. */
function json(response: ServerResponse, value: unknown): void {
  if (value === undefined) response.writeHead(404).end()
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

function queryOf({ url = '' }: IncomingMessage): URLSearchParams {
  return new URLSearchParams(url.split('?').slice(1).join('?'))
}

/** Where a reader was: the browser says it when a connection broke, the page when it has asked for all rows. */
function afterOf(request: IncomingMessage): number | undefined {
  const text = request.headers['last-event-id'] ?? queryOf(request).get('after')
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

async function readPosted(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  // To the end in any case, or the page would see a broken connection and no answer.
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes <= MAX_POSTED_BYTES) chunks.push(chunk)
  }
  if (bytes > MAX_POSTED_BYTES) throw problem('what is sent may have 1 MiB at most')
  return Buffer.concat(chunks).toString()
}

function readSendRequest(text: string): SendRequest {
  const { platform, api, body, fault } = Object(parsed(text))
  const isRight =
    [platform, api, body].every((part) => typeof part === 'string') &&
    (fault === undefined || typeof fault === 'string')
  if (!isRight) throw problem('send platform, api and body, each a text')
  return { platform, api, body, ...(fault !== undefined && { fault }) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
