import type { IncomingHttpHeaders } from 'node:http'
import { checkQuestion } from '../check-reply.ts'
import type { Sender, Senders } from '../sender.ts'
import { rsa256, signedText, signText } from '../signatures.ts'
import { type AskedApi, answerBody, askedApis, idIn } from './asked-apis.ts'
import type { GatewayFault, SignedAnswer, UnsignedAnswer } from './gateway-faults.ts'
import type { Told } from './told.ts'

/** A question that was asked, whatever it was answered. */
export interface Question {
  readonly platform: string
  readonly kind: string
  readonly id: string | undefined
  /** Whether the partner's signature holds. */
  readonly isGenuine: boolean
}

/** A question as it came. */
export interface Asked {
  /** Path and query. */
  readonly uri: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

interface Parts {
  readonly senders: () => Senders | undefined
  readonly told: Told
  /** Takes each question of a known client. */
  onQuestion(question: Question): void
}

/**
 * Answers as Alipay would: checks who asks, says what it was told of the object, and signs that with the platform's key
 * (docs/protocol.md, "The other direction"). Undefined where nothing is asked at the path.
 */
export function createAnswerer({ senders, told, onQuestion }: Parts) {
  return ({ uri, headers, body }: Asked): SignedAnswer | undefined => {
    const api = askedApis.find(({ platform, path }) => uri === `/${platform}${path}`)
    if (!api) return undefined
    const sender = senders()?.[api.platform]
    if (!sender || headers['client-id'] !== sender.clientId) return refusalOf('INVALID_CLIENT')
    const isGenuine = checkQuestion({ headers, body }, sender, uri).kind === 'holds'
    const id = isGenuine ? idIn(readJson(body), api) : undefined
    onQuestion({ platform: api.platform, kind: api.kind, id, isGenuine })
    return isGenuine ? answerAbout(id, api, { sender, uri, told }) : refusalOf('INVALID_SIGNATURE')
  }
}

function answerAbout(
  id: string | undefined,
  api: AskedApi,
  { sender, uri, told }: { readonly sender: Sender; readonly uri: string; readonly told: Told },
): SignedAnswer {
  const { state, fault } = told.next(api, id ?? '')
  const body = Buffer.from(JSON.stringify(answerBody(api, id ?? '', state)))
  return signedAnswer({ sender, time: new Date(), body }, uri, fault)
}

/** Unsigned: there is nobody that it could be signed for. */
function refusalOf(resultCode: string): SignedAnswer {
  const result = { resultStatus: 'F', resultCode, resultMessage: 'the question is refused' }
  return { status: 200, headers: contentType, body: Buffer.from(JSON.stringify({ result })) }
}

const contentType = { 'Content-Type': 'application/json; charset=UTF-8' }

function signedAnswer(answer: UnsignedAnswer, uri: string, fault: GatewayFault | undefined): SignedAnswer {
  const { sender, time, body } = fault?.change?.(answer) ?? answer
  const signed = { status: 200, headers: headersOf(sender, uri, time.toISOString(), body), body }
  return fault?.alter?.(signed) ?? signed
}

function headersOf(sender: Sender, uri: string, time: string, body: Buffer) {
  const { clientId, keyVersion, privateKey, algorithm = rsa256 } = sender
  const text = signedText(uri, clientId, time, body)
  const signature = encodeURIComponent(signText(text, privateKey, algorithm).toString('base64'))
  return {
    ...contentType,
    'Client-Id': clientId,
    'Response-Time': time,
    Signature: `algorithm=${algorithm.name}, keyVersion=${keyVersion}, signature=${signature}`,
  }
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
