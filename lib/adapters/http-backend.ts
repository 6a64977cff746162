import { createHmac, hash } from 'node:crypto'
import http, { type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import https from 'node:https'
import { addAbortSignal } from 'node:stream'
import type { Backend, Command, Destination } from '../commands/backend.ts'
import { isPrivate } from '../protocol/base-url.ts'

type Credential = NonNullable<Command['credential']>

const MAX_ANSWER_BYTES = 262_144

/**
 * Forwards commands to the partner's backend and gives the bytes that it answers: one POST to `url/platform/api` each,
 * never repeated, because a broken call does not show whether the backend has acted. Rejects for all but a 200 of at
 * most 262,144 bytes, and says no more of it than a status or an error's code. Where it is prepared, its connection is
 * opened ahead. Throws where `url`, which has no slash at its end, is neither https nor plain http within this machine.
 */
export function forwardToBackend(url: string, clock: () => number): Backend {
  const base = new URL(url)
  if (!isPrivate(base)) throw new Error('the backend must be called by https')
  const isSecure = base.protocol === 'https:'
  const { request, agent } = isSecure ? secureTransport() : plainTransport()

  function open({ platform, api }: Destination): Connection {
    return openConnection(request(`${url}/${platform}/${api}`, { method: 'POST', agent }))
  }

  async function forward(command: Command, prepared?: Connection): Promise<Uint8Array> {
    const { credential, signal } = command
    if (isSecure && !credential) throw new Error("the client's secret has no `backend`: nothing was sent")
    signal.throwIfAborted()
    const body = JSON.stringify(command.request)
    const headers = headersOf(command, body, clock)
    try {
      // Where the one that was prepared broke, nothing had been written to it.
      const { request } = prepared?.isUsable() ? prepared : open(command)
      return await exchange(request, headers, body, signal)
    } catch (cause) {
      throw withoutContent(cause)
    }
  }

  function prepare(destination: Destination) {
    if (isSecure && !destination.credential) return { backend: forward, close() {} }
    const connection = open(destination)
    return {
      backend: (command: Command) => forward(command, connection),
      close() {
        if (!connection.request.writableEnded) connection.request.destroy()
      },
    }
  }
  return Object.assign((command: Command) => forward(command), { prepare })
}

/**
 * A connection for each call: one that was kept while Lambda froze the function may be dead, and a reset there looks
 * like one after the effect. TLS sessions are resumed; certificates are checked whatever NODE_TLS_REJECT_UNAUTHORIZED
 * says.
 */
function secureTransport() {
  return {
    request: https.request,
    agent: new https.Agent({ keepAlive: false, rejectUnauthorized: true }),
  }
}

function plainTransport() {
  return { request: http.request, agent: new http.Agent({ keepAlive: false }) }
}

interface Connection {
  /** Connects by itself, and writes nothing before `end` is called. */
  readonly request: ClientRequest
  /** False once anything but its connecting has happened to it. */
  isUsable(): boolean
}

function openConnection(request: ClientRequest): Connection {
  let isUsable = true
  for (const event of ['error', 'close', 'response', 'upgrade']) {
    request.on(event, () => {
      isUsable = false
    })
  }
  return { request, isUsable: () => isUsable }
}

function exchange(
  request: ClientRequest,
  headers: OutgoingHttpHeaders,
  body: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  function take(response: IncomingMessage): void {
    read(response).then(resolve, reject)
  }

  addAbortSignal(signal, request)
  // Node drops an upgrade that nobody listens for, without an error.
  request.on('response', take).on('upgrade', take).on('error', reject)
  try {
    for (const [name, value] of Object.entries(headers)) request.setHeader(name, value ?? '')
    request.end(body)
  } catch (cause) {
    request.destroy()
    reject(cause)
  }
  return promise
}

async function read(response: IncomingMessage): Promise<Uint8Array> {
  if (response.statusCode !== 200) {
    response.destroy()
    throw new Error(`the backend answered ${response.statusCode}`)
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response) {
    size += chunk.length
    if (size > MAX_ANSWER_BYTES) throw new Error(`the backend's answer is over ${MAX_ANSWER_BYTES} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function headersOf(command: Command, body: string, clock: () => number): OutgoingHttpHeaders {
  const { platform, api, idempotencyKey, clientId, correlationId, credential } = command
  const attempt = String(command.attempt)
  const deadline = new Date(command.deadline).toISOString()
  const call = [`/${platform}/${api}`, idempotencyKey, clientId, attempt, deadline].join('\n')
  return {
    'Content-Type': 'application/json',
    'Idempotency-Key': idempotencyKey,
    'Alipay-Client-Id': clientId,
    'Alipay-Attempt': attempt,
    'Alipay-Deadline': deadline,
    'X-Correlation-Id': correlationId,
    ...(credential && proofOf(credential, call, Math.floor(clock() / 1000), body)),
  }
}

/**
 * A bearer token, or the headers of https://www.standardwebhooks.com. That standard signs the id, the time and the body;
 * the id is a digest of all else that a call means, because bodies of different APIs may be equal.
 */
function proofOf(credential: Credential, call: string, seconds: number, body: string): OutgoingHttpHeaders {
  if (credential.kind === 'bearer') return { Authorization: `Bearer ${credential.token}` }
  const id = hash('sha256', call, 'base64url')
  const signature = createHmac('sha256', credential.key).update(`${id}.${seconds}.${body}`).digest('base64')
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${signature}`,
  }
}

/** Node's own errors may quote what was sent or received; their codes are a closed list. */
function withoutContent(cause: unknown): unknown {
  const isNodes = cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
  return isNodes ? new Error(`the backend gave no answer: ${cause.code}`) : cause
}
