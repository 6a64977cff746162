import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { checkReply } from './check-reply.ts'
import type { Commander, Sender } from './sender.ts'
import { rsa256, signedText, signText } from './signatures.ts'

/** A request as it goes over the wire: everything in it may be altered after it was signed. */
export interface SignedRequest {
  readonly origin: string
  /** Path and query. */
  readonly target: string
  /** In this order and spelling; a name may stand twice. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
}

export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** The result in the body, undefined where there is none. */
  readonly result: { readonly resultStatus: string; readonly resultCode: string } | undefined
}

export interface SigningOptions {
  /** Path and query; by default the sender's notify URL, or that of its commands, with `/notifyPayment` behind it. */
  readonly target?: string
  /** What is signed as the URI; by default the target. */
  readonly uri?: string
  /** The text of Request-Time. */
  readonly time?: string
}

/**
 * Signs a request as Alipay does (docs/protocol.md), from its documents and Node's crypto alone: it shares no code with the
 * receiver, so that the tests may take its word.
 */
export function signRequest(
  sender: Sender,
  body: string | Buffer,
  options: SigningOptions = {},
): SignedRequest {
  const { origin, pathname } = new URL(`${sender.url ?? sender.commandsUrl}/notifyPayment`)
  const { target = pathname, time = new Date().toISOString() } = options
  const { clientId, keyVersion, privateKey, algorithm = rsa256 } = sender
  const bytes = Buffer.from(body)
  const text = signedText(options.uri ?? target, clientId, time, bytes)
  const signature = encodeURIComponent(signText(text, privateKey, algorithm).toString('base64'))
  const headers = [
    ['Content-Type', 'application/json; charset=UTF-8'],
    ['Client-Id', clientId],
    ['Request-Time', time],
    ['Signature', `algorithm=${algorithm.name}, keyVersion=${keyVersion}, signature=${signature}`],
  ] as const
  return { origin, target, headers, body: bytes }
}

/** The same for a command, which goes to the URL of its name unless the options say otherwise. */
export function signCommand(
  sender: Commander,
  api: string,
  body: string | Buffer,
  options: SigningOptions = {},
): SignedRequest {
  const { pathname } = new URL(`${sender.commandsUrl}/${api}`)
  return signRequest(sender, body, { target: pathname, ...options })
}

export interface SendingOptions {
  /** Nobody waits longer for the end of the reply. */
  readonly timeoutMs?: number
  /** Takes any certificate. */
  readonly insecure?: boolean
  /** Sends the body in this many pieces, each a second after the other. */
  readonly pieces?: number
}

const PAUSE_MS = 1_000

/** Sends it on a connection of its own. Rejects where no whole reply comes. */
export function send(
  { origin, target, headers, body }: SignedRequest,
  { timeoutMs, insecure = false, pieces = 1 }: SendingOptions = {},
): Promise<Reply> {
  const { protocol, hostname, port, host } = new URL(origin)
  const framing = ['Host', host, 'Content-Length', String(body.length)]
  const { promise, resolve, reject } = Promise.withResolvers<Reply>()
  const options = {
    method: 'POST',
    agent: false,
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    path: target,
    headers: [...framing, ...headers.flat()],
    ...(insecure && { rejectUnauthorized: false }),
    ...(timeoutMs !== undefined && { signal: AbortSignal.timeout(timeoutMs) }),
  }
  const request = protocol === 'https:' ? httpsRequest : httpRequest
  const outgoing = request(options, async (incoming) => {
    try {
      const received = await buffer(incoming)
      const { statusCode = 0, headers } = incoming
      resolve({ status: statusCode, headers, body: received, result: readResult(received) })
    } catch (cause) {
      reject(cause)
    }
  })
  outgoing.on('error', reject)
  if (pieces === 1) outgoing.end(body)
  else void dribble(outgoing, body, pieces).catch(reject)
  return promise
}

/** Whether the reply is signed over the URI with the partner's key, as Alipay would check it. */
export function isSigned(reply: Reply, sender: Sender, uri: string): boolean {
  return checkReply(reply, sender, [uri]).kind === 'holds'
}

async function dribble(outgoing: NodeJS.WritableStream, body: Buffer, pieces: number): Promise<void> {
  const size = Math.ceil(body.length / pieces)
  for (let at = 0; at < body.length; at += size) {
    outgoing.write(body.subarray(at, at + size))
    await wait(PAUSE_MS)
  }
  outgoing.end()
}

function readResult(body: Buffer): Reply['result'] {
  try {
    const { result } = JSON.parse(body.toString())
    return typeof result?.resultStatus === 'string' ? result : undefined
  } catch {
    return undefined
  }
}
