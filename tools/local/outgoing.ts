import diagnostics from 'node:diagnostics_channel'
import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http'

/** A request that a function made. */
export interface OutgoingCall {
  /** Of AWS's JSON protocols, such as `DynamoDB_20120810.PutItem`; undefined for the partner's backend. */
  readonly operation?: string
  readonly method: string
  readonly url: string
  /** When the function had handed it over, whole. Epoch milliseconds. */
  readonly at: number
  /** When the last byte of its answer came, or it broke; undefined where the function had its end before. */
  readonly endedAt?: number
  readonly error?: string
  readonly status?: number
  /** Of the backend's alone. */
  readonly request?: Message
  readonly response?: Message
}

/** As much of it as came, MAX_BODY_BYTES at most. */
interface Message {
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Uint8Array
  readonly bytes: number
}

/** What a function did in one invocation. Epoch milliseconds. */
export interface Trace {
  readonly begunAt: number
  readonly endedAt: number
  readonly outgoing: readonly OutgoingCall[]
}

const MAX_BODY_BYTES = 262_144

/** What is known of a call so far: undefined members are not known yet. */
interface Running {
  at?: number
  endedAt?: number
  error?: string
  response?: IncomingMessage
  readonly request: ClientRequest
  readonly sent: Recorder
  readonly received: Recorder
}

interface Recorder {
  readonly chunks: Uint8Array[]
  bytes: number
}

/**
 * Sees every request that this thread sends from now on, by Node's own diagnostics channels: the function runs as it is
 * deployed and knows nothing of it. Returns what takes the requests that were sent since it was called last.
 */
export function watchOutgoing(clock: () => number = Date.now): () => readonly OutgoingCall[] {
  const calls = new Map<ClientRequest, Running>()

  on<{ request: ClientRequest }>('http.client.request.created', ({ request }) => {
    const call: Running = { request, sent: newRecorder(), received: newRecorder() }
    calls.set(request, call)
    const isOfAws = operationOf(request) !== undefined
    recordWritten(request, isOfAws ? undefined : call.sent, () => {
      call.at ??= clock()
    })
  })
  on<{ request: ClientRequest; error: Error }>('http.client.request.error', ({ request, error }) => {
    const call = calls.get(request)
    if (!call) return
    call.endedAt ??= clock()
    call.error = 'code' in error ? String(error.code) : error.message
  })
  on<{ request: ClientRequest; response: IncomingMessage }>(
    'http.client.response.finish',
    ({ request, response }) => {
      const call = calls.get(request)
      if (!call) return
      call.response = response
      recordRead(response, operationOf(request) === undefined ? call.received : undefined, () => {
        call.endedAt ??= clock()
      })
    },
  )

  return () => {
    // One that was opened ahead, for a call to come, is none yet.
    const sent = [...calls.values()].flatMap((call) => (call.at === undefined ? [] : [called(call, call.at)]))
    calls.clear()
    return sent
  }
}

function on<Message>(name: string, take: (message: Message) => void): void {
  diagnostics.subscribe(name, (message) => take(message as Message))
}

function operationOf(request: ClientRequest): string | undefined {
  const target = request.getHeader('x-amz-target')
  return typeof target === 'string' ? target : undefined
}

function newRecorder(): Recorder {
  return { chunks: [], bytes: 0 }
}

function record(recorder: Recorder, chunk: unknown, encoding?: unknown): void {
  if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return
  const text = typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8'
  const bytes = typeof chunk === 'string' ? Buffer.from(chunk, text) : chunk
  const room = MAX_BODY_BYTES - recorder.bytes
  // A copy: the function may write into its own again.
  if (room > 0) recorder.chunks.push(Uint8Array.from(bytes.subarray(0, room)))
  recorder.bytes += bytes.length
}

/** What is given to `write` and `end` goes to them as it came. */
function recordWritten(request: ClientRequest, recorder: Recorder | undefined, ended: () => void): void {
  const { write, end } = request
  request.write = function (this: ClientRequest, ...given: unknown[]) {
    if (recorder) record(recorder, given[0], given[1])
    return Reflect.apply(write, this, given)
  }
  request.end = function (this: ClientRequest, ...given: unknown[]) {
    // `end` hands its last piece to `write` itself only in some ways of Node's; it never comes here twice.
    request.write = write
    if (recorder) record(recorder, given[0], given[1])
    ended()
    return Reflect.apply(end, this, given)
  }
}

/** Whoever reads the answer reads it as before: Node's parser pushes what comes, and null at the end. */
function recordRead(response: IncomingMessage, recorder: Recorder | undefined, ended: () => void): void {
  const { push } = response
  response.push = function (this: IncomingMessage, chunk: unknown, encoding?: BufferEncoding) {
    if (chunk === null) ended()
    else if (recorder) record(recorder, chunk, encoding)
    return push.call(this, chunk, encoding)
  }
  response.once('close', ended)
}

function called({ request, response, sent, received, endedAt, error }: Running, at: number): OutgoingCall {
  const operation = operationOf(request)
  return {
    method: request.method,
    url: `${request.protocol}//${request.getHeader('host')}${request.path}`,
    at,
    ...(endedAt !== undefined && { endedAt }),
    ...(error !== undefined && { error }),
    ...(response?.statusCode !== undefined && { status: response.statusCode }),
    ...(operation === undefined
      ? {
          request: messageOf(sent, pairsOf(request.getHeaders())),
          ...(response && { response: messageOf(received, pairsOf(response.headers)) }),
        }
      : { operation }),
  }
}

function messageOf({ chunks, bytes }: Recorder, headers: Message['headers']): Message {
  return { headers, body: Uint8Array.from(Buffer.concat(chunks)), bytes }
}

function pairsOf(headers: OutgoingHttpHeaders): Message['headers'] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one) => [name, String(one)] as const),
  )
}
