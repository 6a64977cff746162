import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { buffer } from 'node:stream/consumers'
import { guardedServer } from '../loopback/guarded-server.ts'
import { HOST, listen } from '../loopback/ports.ts'

export type Headers = readonly (readonly [name: string, value: string])[]

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Buffer
}

/** A call of the backend, as the backend got it. */
export interface Outgoing {
  readonly path: string
  readonly headers: Headers
  readonly body: Buffer
}

/** One call and what became of it: the evidence. */
export interface Exchange extends Outgoing {
  /** Epoch milliseconds at which its last byte came to us. */
  readonly at: number
  readonly correlationId: string
  /** What the backend said, whether or not it went back to the caller. */
  readonly answer?: Answer
  /** Of the answer, in milliseconds; of what broke, until it broke. */
  readonly tookMs?: number
  /** Why there is no answer: a code of Node's, such as ECONNREFUSED. */
  readonly failure?: string
  /** What we did to it on its way. */
  readonly treatment?: string
}

/** What may befall one call on its way. */
export interface Fate {
  /** For the report: `its answer was cut off`. */
  readonly treatment: string
  run(passage: Passage): Promise<unknown>
}

export interface Passage {
  readonly call: Outgoing
  /**
   * Hands it to the backend, changed where something is given, and gives the answer; rejects where none comes. The last
   * byte waits for `lastByte`.
   */
  forward(change?: Partial<Outgoing>, lastByte?: Promise<unknown>): Promise<Answer>
  reply(answer: Answer): void
  /** Breaks the connection. */
  cut(): void
}

export interface Recorder {
  /** In place of the backend's own. */
  readonly url: string
  /** Every call so far, in the order in which they came. */
  readonly exchanges: readonly Exchange[]
  /** The next call that fits meets this fate. */
  befall(which: (call: Outgoing) => boolean, fate: Fate): void
  close(): Promise<void>
}

/** No backend may take longer: by then the receiver has long given up. */
const TIMEOUT_MS = 30_000
const MAX_ANSWER_BYTES = 1_048_576

const pass: Fate = { treatment: '', run: async ({ forward, reply }) => reply(await forward()) }

/**
 * Stands on this machine between the functions and the backend of this URL, and records every exchange. It adds and
 * takes away nothing, but where a fate says so.
 */
export async function openRecorder(backend: string): Promise<Recorder> {
  const exchanges: Exchange[] = []
  const awaited: { readonly which: (call: Outgoing) => boolean; readonly fate: Fate }[] = []

  function fateOf(call: Outgoing): Fate {
    const index = awaited.findIndex(({ which }) => which(call))
    return (index >= 0 && awaited.splice(index, 1)[0]?.fate) || pass
  }

  const server = guardedServer(async (incoming, response) => {
    const call = { path: incoming.url ?? '/', headers: pairsOf(incoming), body: await buffer(incoming) }
    const fate = fateOf(call)
    const at = Date.now()
    const index = exchanges.length
    const record = (more: Partial<Exchange>) => {
      const before = exchanges[index] ?? { ...call, at, correlationId: headerOf(call, 'x-correlation-id') }
      exchanges[index] = { ...before, ...more }
    }
    record(fate.treatment ? { treatment: fate.treatment } : {})
    const passage: Passage = {
      call,
      async forward(change = {}, lastByte) {
        record(change)
        const sentAt = Date.now()
        try {
          const answer = await exchange(backend, { ...call, ...change }, lastByte)
          record({ answer, tookMs: Date.now() - sentAt })
          return answer
        } catch (cause) {
          record({ failure: codeOf(cause), tookMs: Date.now() - sentAt })
          throw cause
        }
      },
      reply({ status, headers, body }) {
        response.writeHead(status, endToEnd(headers).flat()).end(body)
      },
      cut: () => response.destroy(),
    }
    await fate.run(passage).catch(() => response.destroy())
  })
  const port = await listen(server, 0)
  return {
    url: `http://${HOST}:${port}`,
    exchanges,
    befall: (which, fate) => void awaited.push({ which, fate }),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

/** By its name in lower case; empty where it is not there. */
export function headerOf({ headers }: { readonly headers: Headers }, name: string): string {
  return headers.find(([one]) => one.toLowerCase() === name)?.[1] ?? ''
}

async function exchange(backend: string, call: Outgoing, lastByte?: Promise<unknown>): Promise<Answer> {
  const url = new URL(`${backend}${call.path}`)
  const { request } = url.protocol === 'https:' ? https : http
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const headers = [
    'Host',
    url.host,
    'Content-Length',
    String(call.body.length),
    ...endToEnd(call.headers).flat(),
  ]
  const outgoing = request(url, { method: 'POST', agent: false, headers, signal }, (incoming) => {
    read(incoming).then(resolve, reject)
  })
  outgoing.on('error', reject)
  if (!lastByte) outgoing.end(call.body)
  else {
    outgoing.write(call.body.subarray(0, -1))
    // Not awaited: what breaks off before it is heard of at once.
    void lastByte.then(() => outgoing.end(call.body.subarray(-1)))
  }
  return promise
}

async function read(incoming: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming) {
    bytes += chunk.length
    if (bytes > MAX_ANSWER_BYTES) throw Object.assign(new Error(), { code: `over ${MAX_ANSWER_BYTES} bytes` })
    chunks.push(chunk)
  }
  return { status: incoming.statusCode ?? 0, headers: pairsOf(incoming), body: Buffer.concat(chunks) }
}

function pairsOf({ rawHeaders }: IncomingMessage): Headers {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
  )
}

const hopByHop = new Set(['host', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'])

function endToEnd(headers: Headers): Headers {
  return headers.filter(([name]) => !hopByHop.has(name.toLowerCase()))
}

function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown'
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name
}
