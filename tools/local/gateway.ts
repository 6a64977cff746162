import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Route } from '../declared/functions.ts'
import { guardedServer } from '../loopback/guarded-server.ts'
import { HOST, listen } from '../loopback/ports.ts'
import { boundedLines } from './bounded-lines.ts'
import type { Invocation } from './environments.ts'
import { readTarget, toEvent } from './http-api-event.ts'
import { gatewayReply, type HttpReply, toReply } from './http-api-reply.ts'
import { describeMiss } from './missed-route.ts'
import { matchRoute } from './routes.ts'

/** HTTP API's limit for a body, and Lambda's for an event. */
const MAX_BODY_BYTES = 10 * 1024 * 1024
const MAX_EVENT_BYTES = 6_291_556
/** What is in flight at the end may finish, but not for ever. */
const CLOSING_MS = 5_000

export interface GatewayOptions {
  readonly port: number
  readonly routes: readonly Route[]
  /** The names, in lower case, by which it may be called beside those of this machine. */
  readonly hosts?: readonly string[]
  invoke(functionName: string, event: unknown, requestId: string): Promise<Invocation>
  /** Takes a line about requests that reach no function, some twenty a minute at most. */
  report(line: string): void
}

export interface Gateway {
  readonly url: string
  /** Takes no more requests and waits, five seconds at most, for those in flight. */
  close(): Promise<void>
}

/** A stand-in for API Gateway's HTTP API in front of the functions. */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { hosts, report } = options
  const misses = boundedLines(report)
  const listener: RequestListener = (request, response) => {
    answer(request, { ...options, report: misses.report })
      .then((reply) => send(response, reply))
      .catch(() => response.destroy())
  }
  const server = guardedServer(listener, { ...(hosts && { hosts }), report: misses.report })
  const port = await listen(server, options.port)
  return {
    url: `http://${HOST}:${port}`,
    async close() {
      server.close()
      const cut = setTimeout(() => server.closeAllConnections(), CLOSING_MS)
      await once(server, 'close')
      clearTimeout(cut)
      misses.flush()
    },
  }
}

async function answer(request: IncomingMessage, options: GatewayOptions): Promise<HttpReply> {
  const { routes, invoke, report } = options
  const arrival = { ...readTarget(request.url ?? ''), at: Date.now(), requestId: randomUUID() }
  const body = await readBody(request)
  if (!body) return gatewayReply(413, 'Request Entity Too Large')
  if (arrival.path === undefined) return gatewayReply(400, 'Bad Request')
  const route = matchRoute(routes, request.method ?? '', arrival.path)
  if (!route) {
    const miss = describeMiss(routes, request.method ?? '', request.url ?? '')
    report(miss)
    return gatewayReply(404, 'Not Found', miss)
  }
  const event = toEvent(request, body, route, arrival)
  if (Buffer.byteLength(JSON.stringify(event)) > MAX_EVENT_BYTES) {
    return gatewayReply(413, 'Request Entity Too Large')
  }
  const reply = toReply(await invoke(route.functionName, event, arrival.requestId))
  return { ...reply, headers: { ...reply.headers, 'apigw-requestid': arrival.requestId } }
}

/** Reads to the end in any case, or the sender would see a broken connection and no answer. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk)
    else chunks.length = 0
  }
  return bytes <= MAX_BODY_BYTES ? Buffer.concat(chunks) : undefined
}

function send(response: ServerResponse, { status, headers, body }: HttpReply): void {
  response.writeHead(status, headers).end(body)
}
