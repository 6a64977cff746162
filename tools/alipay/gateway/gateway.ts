import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { guardedServer } from '../../loopback/guarded-server.ts'
import { HOST, listen } from '../../loopback/ports.ts'
import { checkQuestion } from '../check-reply.ts'
import type { Sender, Senders } from '../sender.ts'
import { rsa256, signedText, signText } from '../signatures.ts'
import { type AskedApi, answerBody, askedApis, askedPlatforms, idIn } from './asked-apis.ts'
import type { GatewayFault, SignedAnswer, UnsignedAnswer } from './gateway-faults.ts'
import { newTold, type Saying, type Telling } from './told.ts'

/** A question that was asked, whatever it was answered. */
export interface Question {
  readonly platform: string
  readonly kind: string
  readonly id: string | undefined
  /** Whether the partner's signature holds. */
  readonly isGenuine: boolean
}

/** A pretend gateway of Alipay's: it answers what partners ask, of every platform that can be asked. */
export interface AlipayGateway {
  /** Behind it stands the platform: that is a client's `gateway`. */
  readonly url: string
  /** The last of them, oldest first. */
  readonly questions: readonly Question[]
  /** Throws with a line that says what is wrong with it. Over HTTP: POST <url>/tell, the telling as JSON. */
  tell(telling: Telling): void
  close(): Promise<void>
}

const MAX_QUESTIONS = 10_000
const PIECE_MS = 1_000

/**
 * Opens it on a port of this machine. It checks each question as Alipay would, says of an object what it was told, and
 * signs that with the platform's key (docs/protocol.md): it shares no code with the receiver.
 */
export async function openAlipayGateway(
  senders: () => Senders | undefined,
  port = 0,
): Promise<AlipayGateway> {
  const told = newTold()
  const questions: Question[] = []

  function answerOf(api: AskedApi, request: IncomingMessage, body: Buffer): SignedAnswer {
    const { url: uri = '', headers } = request
    const sender = senders()?.[api.platform]
    if (!sender || headers['client-id'] !== sender.clientId) return refusalOf('INVALID_CLIENT')
    const isGenuine = checkQuestion({ headers, body }, sender, uri).kind === 'holds'
    const id = isGenuine ? idIn(JSON.parse(body.toString()), api) : undefined
    questions.push({ platform: api.platform, kind: api.kind, id, isGenuine })
    if (questions.length > MAX_QUESTIONS) questions.shift()
    if (!isGenuine) return refusalOf('INVALID_SIGNATURE')
    const { state, fault } = id === undefined ? nothing : told.next(api, id)
    const answer = Buffer.from(JSON.stringify(answerBody(api, id ?? '', state)))
    return signedAnswer({ sender, time: new Date(), body: answer }, uri, fault)
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request)
    if (request.url === '/tell') return hear(body, response)
    const api = askedApis.find(({ platform, path }) => request.url === `/${platform}${path}`)
    if (!api || request.method !== 'POST') {
      response.writeHead(404).end()
      return
    }
    await put(answerOf(api, request, body), response)
  }

  function hear(body: Buffer, response: ServerResponse): void {
    try {
      told.tell(JSON.parse(body.toString()))
      response.writeHead(204).end()
    } catch (cause) {
      response.writeHead(400).end(`${cause instanceof Error ? cause.message : cause}\n`)
    }
  }

  const server = guardedServer((request, response) => {
    take(request, response).catch(() => response.destroy())
  })
  const bound = await listen(server, port)
  return {
    url: `http://${HOST}:${bound}`,
    questions,
    tell: told.tell,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** The base of each platform's gateway, where it can be asked. */
export function gatewayOf(url: string, platform: string): string | undefined {
  return askedPlatforms.includes(platform) ? `${url}/${platform}` : undefined
}

const nothing: Saying = { state: undefined, fault: undefined }

/** Unsigned: there is nobody that it could be signed for. */
function refusalOf(resultCode: string): SignedAnswer {
  const result = { resultStatus: 'F', resultCode, resultMessage: 'the question is refused' }
  return {
    status: 200,
    headers: { 'Content-Type': 'application/json; charset=UTF-8' },
    body: Buffer.from(JSON.stringify({ result })),
  }
}

function signedAnswer(answer: UnsignedAnswer, uri: string, fault: GatewayFault | undefined): SignedAnswer {
  const { sender, time, body } = fault?.change?.(answer) ?? answer
  const responseTime = time.toISOString()
  const signed = { status: 200, headers: headersOf(sender, uri, responseTime, body), body }
  return fault?.alter?.(signed) ?? signed
}

function headersOf(sender: Sender, uri: string, time: string, body: Buffer) {
  const { clientId, keyVersion, privateKey, algorithm = rsa256 } = sender
  const text = signedText(uri, clientId, time, body)
  const signature = encodeURIComponent(signText(text, privateKey, algorithm).toString('base64'))
  return {
    'Content-Type': 'application/json; charset=UTF-8',
    'Client-Id': clientId,
    'Response-Time': time,
    Signature: `algorithm=${algorithm.name}, keyVersion=${keyVersion}, signature=${signature}`,
  }
}

async function put(answer: SignedAnswer, response: ServerResponse): Promise<void> {
  const { status, headers, body, afterMs = 0, pieces = 1, isCut } = answer
  const closed = new AbortController()
  response.once('close', () => closed.abort())
  const pause = (ms: number) => wait(ms, undefined, { signal: closed.signal })
  // The end of the connection, which whoever asked cuts at last, ends what has no end.
  if (afterMs === Number.POSITIVE_INFINITY) return
  if (afterMs > 0) await pause(afterMs)
  if (isCut) return void response.destroy()
  response.writeHead(status, { ...headers, 'Content-Length': body.length })
  const size = Math.ceil(body.length / pieces)
  for (let at = 0; at < body.length; at += size) {
    if (at > 0) await pause(PIECE_MS)
    response.write(body.subarray(at, at + size))
  }
  response.end()
}
