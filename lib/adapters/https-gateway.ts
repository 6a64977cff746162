import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import { addAbortSignal } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import type { Gateway, GatewayFailure, GatewayReply, GatewayRequest } from '../inquiries/ports.ts'
import { isPrivate } from '../protocol/base-url.ts'
import type { Timing } from '../time/timing.ts'

const MAX_REPLY_BYTES = 1_048_576
/** From the name's look-up to the last byte of the answer, however slowly it drips. */
const ANSWER_MS = 10_000

/**
 * Asks a gateway by one POST, and gives the bytes of a 200 as they came: nothing is decoded, because they are what was
 * signed. Everything else is a word. Each question has a connection of its own: one that was kept while Lambda froze the
 * function may be dead, and its failure would look like the gateway's. TLS sessions are resumed; certificates are checked
 * whatever NODE_TLS_REJECT_UNAUTHORIZED says. Plain http goes nowhere but to this machine.
 */
export function httpsGateway(timeout: Timing['timeout']): Gateway {
  const secure = {
    open: https.request,
    agent: new https.Agent({ keepAlive: false, rejectUnauthorized: true }),
  }
  const plain = { open: http.request, agent: new http.Agent({ keepAlive: false }) }

  return {
    async send({ url, headers, body }) {
      const target = new URL(url)
      if (!isPrivate(target)) return 'unreachable'
      const { open, agent } = target.protocol === 'https:' ? secure : plain
      const signal = timeout(ANSWER_MS)
      const request = open(target, { method: 'POST', agent })
      let response: IncomingMessage | undefined
      try {
        addAbortSignal(signal, request)
        response = await ask(request, headers, body)
        return await replyOf(response)
      } catch (cause) {
        return signal.aborted ? 'timed-out' : failureOf(cause, request.socket, response !== undefined)
      } finally {
        request.destroy()
      }
    },
  }
}

/** Gives the head of the answer. Node drops an upgrade that nobody listens for, without an error. */
function ask(
  request: ClientRequest,
  headers: GatewayRequest['headers'],
  body: Buffer,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  request.on('response', resolve).on('error', reject)
  request.on('upgrade', (response, socket) => {
    socket.destroy()
    resolve(response)
  })
  try {
    for (const [name, value] of Object.entries({ 'Accept-Encoding': 'identity', ...headers })) {
      request.setHeader(name, value)
    }
    request.end(body)
  } catch (cause) {
    reject(cause)
  }
  return promise
}

async function replyOf(response: IncomingMessage): Promise<GatewayReply | GatewayFailure> {
  const { statusCode = 0, headersDistinct } = response
  if (statusCode >= 300 && statusCode < 400) return 'redirected'
  if (statusCode !== 200) return 'status'
  const headers = new Map(
    Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(',')]),
  )
  if (!/^(identity)?$/i.test(headers.get('content-encoding') ?? '')) return 'broken'
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response) {
    size += chunk.length
    if (size > MAX_REPLY_BYTES) return 'too-large'
    chunks.push(chunk)
  }
  return { headers, body: Buffer.concat(chunks) }
}

/** By what had come until then: Node's own errors may quote what was sent or received. */
function failureOf(cause: unknown, socket: Socket | null, hasBegun: boolean): GatewayFailure {
  if ((socket as TLSSocket | null)?.authorizationError) return 'untrusted-certificate'
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code === 'HPE_HEADER_OVERFLOW') return 'too-large'
  return hasBegun || code.startsWith('HPE_') ? 'broken' : 'unreachable'
}
