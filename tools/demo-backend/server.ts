import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import * as v from 'valibot'
import type { Command } from '../../lib/commands/backend.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { guardedServer } from '../loopback/guarded-server.ts'
import { HOST, listen } from '../loopback/ports.ts'
import { type Client, isAuthentic } from './authenticate.ts'
import type { Endpoint } from './endpoints.ts'

export interface ServerOptions {
  /** By their paths. */
  readonly endpoints: ReadonlyMap<string, Endpoint>
  /** Undefined for one that the platform's secret does not name. */
  clientOf(platform: string, clientId: string): Client | undefined
  /** Epoch milliseconds. */
  readonly clock: () => number
  /** Takes a line about what went wrong. */
  report(line: string): void
}

export interface Server {
  readonly url: string
  close(): Promise<void>
}

interface Answer {
  readonly status: number
  readonly body?: unknown
}

/** Answers the receiver's calls. A status other than 200 says that the outcome is not known; the receiver asks again. */
export async function openServer(options: ServerOptions): Promise<Server> {
  const server = guardedServer(async (request, response) => {
    const { status, body } = await answer(request, options).catch((cause) => {
      options.report(`the demo backend failed: ${cause instanceof Error ? cause.message : cause}`)
      return { status: 500 } as Answer
    })
    response.writeHead(status, { 'content-type': 'application/json' }).end(body && JSON.stringify(body))
  })
  const port = await listen(server, 0)
  return {
    url: `http://${HOST}:${port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

async function answer(request: IncomingMessage, options: ServerOptions): Promise<Answer> {
  const { method, url: path = '', headers } = request
  const body = await buffer(request)
  const endpoint = options.endpoints.get(path)
  if (!endpoint || method !== 'POST') return { status: 404 }
  const platform = path.split('/')[1] as PlatformName
  const clientId = String(headers['alipay-client-id'])
  const now = options.clock()
  const client = options.clientOf(platform, clientId)
  if (!isAuthentic(client, { path, headers, body }, now)) return { status: 401 }
  const typed = v.safeParse(endpoint.api.request, JSON.parse(body.toString()))
  const read = readHeaders(headers)
  if (!typed.success || !read) return { status: 400 }
  const signal = AbortSignal.timeout(Math.max(0, read.deadline - now))
  const api = endpoint.api.name
  const command: Command = {
    platform,
    clientId,
    api,
    request: typed.output,
    credential: undefined,
    signal,
    ...read,
  }
  return { status: 200, body: await endpoint.handler(command) }
}

/** Undefined where what is needed to act once is not there. */
function readHeaders(headers: IncomingHttpHeaders) {
  const idempotencyKey = String(headers['idempotency-key'] ?? '')
  const attempt = Number(headers['alipay-attempt'])
  const deadline = Date.parse(String(headers['alipay-deadline']))
  const correlationId = String(headers['x-correlation-id'] ?? '')
  if (!idempotencyKey || !(attempt >= 1) || Number.isNaN(deadline)) return undefined
  return { idempotencyKey, attempt, deadline, correlationId }
}
