import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Route } from '../declared/functions.ts'
import { guardedServer } from '../loopback/guarded-server.ts'
import { HOST, listen } from '../loopback/ports.ts'
import { boundedLines } from './bounded-lines.ts'
import type { Invocation } from './environments.ts'
import { headerPairs } from './header-pairs.ts'
import { type Arrival, readTarget, toEvent } from './http-api-event.ts'
import { gatewayReply, type HttpReply, toReply } from './http-api-reply.ts'
import { describeMiss } from './missed-route.ts'
import { matchRoute } from './routes.ts'
import type { AnsweredCall, GatewayEnd } from './watcher.ts'

/** HTTP API's limit for a body, and Lambda's for an event. */
const MAX_BODY_BYTES = 10 * 1024 * 1024
const MAX_EVENT_BYTES = 6_291_556
const TOO_LARGE = 'Request Entity Too Large'
const BODY_TOO_LARGE = 'its body is over 10 MB, which API Gateway does not take'
const EVENT_TOO_LARGE = 'it makes an event of over 6 MB, which Lambda does not take'
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
  /** Takes every request that was answered. */
  onAnswered?(call: AnsweredCall): void
}

export interface Gateway {
  readonly url: string
  /** Takes no more requests and waits, five seconds at most, for those in flight. */
  close(): Promise<void>
}

/** A stand-in for API Gateway's HTTP API in front of the functions. */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { hosts, report, onAnswered = () => undefined } = options
  const misses = boundedLines(report)
  const listener: RequestListener = (request, response) => {
    const arrival = arrivalOf(request)
    answer(request, arrival, { ...options, report: misses.report })
      .then(({ body, reply, end }) => {
        const { status } = reply
        const headers = { ...reply.headers, 'apigw-requestid': arrival.requestId }
        send(response, { ...reply, headers })
        const answered = { headers: Object.entries(headers), body: Buffer.from(reply.body) }
        onAnswered({
          ...factsOf(request, arrival),
          body,
          status,
          reply: answered,
          ...(end && { gateway: end }),
        })
      })
      .catch(() => response.destroy())
  }
  const server = guardedServer(listener, {
    ...(hosts && { hosts }),
    report(why, request) {
      misses.report(why)
      const end = { disposition: 'forbidden', why } as const
      onAnswered({ ...factsOf(request, arrivalOf(request)), body: undefined, status: 403, gateway: end })
    },
  })
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

function arrivalOf({ url = '' }: IncomingMessage): Arrival {
  return { ...readTarget(url), at: Date.now(), requestId: randomUUID() }
}

function factsOf({ method = '', url = '', rawHeaders }: IncomingMessage, { at, requestId }: Arrival) {
  return { requestId, at, answeredAt: Date.now(), method, target: url, headers: headerPairs(rawHeaders) }
}

interface Answered {
  readonly body: Buffer | undefined
  readonly reply: HttpReply
  /** Where no function answered. */
  readonly end?: GatewayEnd
}

async function answer(
  request: IncomingMessage,
  arrival: Arrival,
  { routes, invoke, report }: GatewayOptions,
): Promise<Answered> {
  const { method = '', url = '' } = request
  const body = await readBody(request)
  const refuse = (status: number, message: string, end: GatewayEnd): Answered => ({
    body,
    reply: gatewayReply(status, message, end.why),
    end,
  })
  if (!body) return refuse(413, TOO_LARGE, { disposition: 'too-large', why: BODY_TOO_LARGE })
  if (arrival.path === undefined) return refuse(400, 'Bad Request', { disposition: 'bad-path' })
  const route = matchRoute(routes, method, arrival.path)
  if (!route) {
    const why = describeMiss(routes, method, url)
    report(why)
    return refuse(404, 'Not Found', { disposition: 'not-served', why })
  }
  const event = toEvent(request, body, route, arrival)
  if (Buffer.byteLength(JSON.stringify(event)) > MAX_EVENT_BYTES) {
    return refuse(413, TOO_LARGE, { disposition: 'too-large', why: EVENT_TOO_LARGE })
  }
  const { reply, end } = toReply(await invoke(route.functionName, event, arrival.requestId))
  return { body, reply, ...(end && { end }) }
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
