import { sign, verify } from 'node:crypto'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Commander, Sender } from './sender.ts'

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
 * Signs a request as Alipay does (protocol.md §1), from its documents and Node's crypto alone: it shares no code with the
 * receiver, so that the tests may take its word.
 */
export function signRequest(
  sender: Sender,
  body: string | Buffer,
  options: SigningOptions = {},
): SignedRequest {
  const { origin, pathname } = new URL(`${sender.url ?? sender.commandsUrl}/notifyPayment`)
  const { target = pathname, time = new Date().toISOString() } = options
  const bytes = Buffer.from(body)
  const text = Buffer.concat([contentHead(options.uri ?? target, sender.clientId, time), bytes])
  const signature = encodeURIComponent(sign('sha256', text, sender.privateKey).toString('base64'))
  const headers = [
    ['Content-Type', 'application/json; charset=UTF-8'],
    ['Client-Id', sender.clientId],
    ['Request-Time', time],
    ['Signature', `algorithm=RSA256, keyVersion=${sender.keyVersion}, signature=${signature}`],
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

/** Sends it on a connection of its own. Rejects where no whole reply comes. */
export function send({ origin, target, headers, body }: SignedRequest): Promise<Reply> {
  const { hostname, port, host } = new URL(origin)
  const framing = ['Host', host, 'Content-Length', String(body.length)]
  const { promise, resolve, reject } = Promise.withResolvers<Reply>()
  const options = { method: 'POST', agent: false, hostname, port, path: target }
  const outgoing = httpRequest({ ...options, headers: [...framing, ...headers.flat()] }, async (incoming) => {
    try {
      const received = await buffer(incoming)
      const { statusCode = 0, headers } = incoming
      resolve({ status: statusCode, headers, body: received, result: readResult(received) })
    } catch (cause) {
      reject(cause)
    }
  })
  outgoing.on('error', reject).end(body)
  return promise
}

/** As strict as the official SDK's reader: three pairs, in this order (protocol.md §2). */
const signatureHeader = /^algorithm=RSA256,\s*keyVersion=([^,=\s]+),\s*signature=([A-Za-z0-9%]+)$/

/** Whether the reply is signed over the URI with the partner's key, as Alipay would check it. */
export function isSigned(reply: Reply, sender: Sender, uri: string): boolean {
  const { signature, 'client-id': clientId, 'response-time': time } = reply.headers
  const [, keyVersion, value = ''] = signatureHeader.exec(String(signature)) ?? []
  if (clientId !== sender.clientId || keyVersion !== sender.partnerKeyVersion) return false
  const text = Buffer.concat([contentHead(uri, sender.clientId, String(time)), reply.body])
  return verify('sha256', text, sender.partnerPublicKey, Buffer.from(decodeURIComponent(value), 'base64'))
}

function contentHead(uri: string, clientId: string, time: string): Buffer {
  return Buffer.from(`POST ${uri}\n${clientId}.${time}.`)
}

function readResult(body: Buffer): Reply['result'] {
  try {
    return JSON.parse(body.toString()).result
  } catch {
    return undefined
  }
}
