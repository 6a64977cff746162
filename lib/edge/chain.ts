import middy, { type Request } from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { authenticate } from '../keys/authenticate.ts'
import type { KeyStore } from '../keys/key-store.ts'
import type { KeyRing } from '../protocol/keys.ts'
import type { Platform } from '../protocol/platform.ts'
import type { RefusalReason } from '../protocol/refusal.ts'
import type { PublicPaths, VerifiedRequest } from '../protocol/request.ts'
import { resultBody } from '../protocol/result.ts'
import type { RefusedKeeper } from '../refused/refused-keeper.ts'
import type { Clock } from '../time/timing.ts'
import {
  type Answer,
  type Exchange,
  identityOf,
  openExchange,
  type Receiver,
  verifiedLine,
} from './exchange.ts'
import { causeOf } from './line.ts'
import type { Observer } from './observer.ts'
import { refusalOf } from './refusal-reply.ts'
import { createSigner, type Reply, type Signer, unavailableResponse } from './reply.ts'

/** What every function behind HTTP API is made of. */
export interface HttpHandlerParts {
  readonly platform: Platform
  readonly keys: KeyStore
  readonly publicPaths: PublicPaths
  readonly refused: RefusedKeeper
  readonly clock: Clock
  readonly observer: Observer
}

interface ChainParts extends HttpHandlerParts, Pick<Receiver, 'contract'> {
  /** Answers a verified request. Where it throws, the sender is asked to send again. */
  readonly answer: (verified: VerifiedRequest, sign: Signer, exchange: Exchange) => Promise<Answer>
}

/** The event carries its exchange from the first hook on; the response starts as a Reply and leaves signed. */
type Event = APIGatewayProxyEventV2 & { exchange?: Exchange }
type Response = Reply | APIGatewayProxyStructuredResultV2
type MiddyRequest = Request<Event, Response>

/** Room to sign and send the answer before Lambda ends the function. */
const TIMEOUT_EARLY_MS = 500

/**
 * The one ordered chain of every function behind HTTP API: open the request, prove it genuine, answer it, sign, log. It
 * never throws. Every reply to a verified request is signed, errors included; if signing itself fails, 503 leaves unsigned.
 * Middy runs `after` and `onError` in reverse: the signer comes behind all but the log, which says what really left. No
 * hook returns a value, because middy skips the others after an early return.
 */
export function httpHandler(parts: ChainParts) {
  const sign = createSigner(parts.platform, parts.clock)
  return middy<Event, Response>({ timeoutEarlyInMillis: TIMEOUT_EARLY_MS })
    .use(observing(parts))
    .use(signing(parts, sign))
    .use(opening(parts))
    .use(askingToSendAgain(parts))
    .handler(({ exchange }) => {
      if (!exchange) throw new Error('the request was not opened')
      return replyTo(exchange, parts, sign)
    })
}

async function replyTo(exchange: Exchange, parts: ChainParts, sign: Signer): Promise<Reply> {
  const { received } = exchange
  const { ring, checked } = await authenticate(received, parts.keys, parts.publicPaths)
  if (checked.ok) exchange.verified = checked.value
  else exchange.keeping = keepRefused(exchange, checked.refusal.reason, ring, parts)
  const { reply, observation } = checked.ok
    ? await parts.answer(checked.value, sign, exchange)
    : refusalOf(received, ring, checked.refusal, parts.platform)
  exchange.observation = observation
  return reply
}

/**
 * Runs beside the signing of the answer, which it neither changes nor fails. It is waited for, because Lambda freezes the
 * environment once the answer has left.
 */
async function keepRefused(
  exchange: Exchange,
  reason: RefusalReason,
  ring: KeyRing,
  { platform, contract, refused, clock, observer }: ChainParts,
): Promise<string | undefined> {
  try {
    return await refused.keep(exchange.received, { platform: platform.name, contract, reason }, ring)
  } catch (cause) {
    observer.log('warn', 'the refused request could not be kept', {
      ...identityOf(exchange, clock()),
      ...causeOf(cause),
    })
    return undefined
  }
}

function observing({ platform, contract, clock, observer }: ChainParts) {
  const observe = async ({ event: { exchange }, response }: MiddyRequest) => {
    if (!exchange?.observation) return
    const kept = await exchange.keeping
    const { disposition, level, remarks = [], api, reason, evidence, senderTimeoutMs } = exchange.observation
    const { statusCode, headers }: APIGatewayProxyStructuredResultV2 = { ...response }
    const detail = api ? { api } : reason ? { reason } : {}
    const now = clock()
    const waited = senderTimeoutMs ? { waitedMs: now - exchange.arrivedAt, senderTimeoutMs } : undefined
    observer.count([disposition, ...remarks], platform.name, detail, waited)
    observer.log(level, `${contract} ${disposition}`, {
      ...identityOf(exchange, now),
      status: statusCode,
      signed: headers?.Signature !== undefined,
      ...detail,
      remarks,
      ...verifiedLine(exchange, platform),
      ...evidence,
      kept,
    })
  }
  return { after: observe, onError: observe }
}

function signing({ platform, clock, observer }: ChainParts, sign: Signer) {
  const signReply = async (request: MiddyRequest) => {
    const reply = request.response
    if (!reply || !('status' in reply)) return
    try {
      request.response = await (reply.response ?? sign(reply))
    } catch (cause) {
      const { exchange } = request.event
      const identity = exchange && identityOf(exchange, clock())
      observer.log('error', 'the reply could not be signed', { ...identity, ...causeOf(cause) })
      request.response = unavailableResponse(platform)
    }
  }
  return { after: signReply, onError: signReply }
}

function opening(parts: ChainParts) {
  return {
    before: ({ event, context }: MiddyRequest) => {
      event.exchange = openExchange(event, context.awsRequestId, parts.clock(), parts)
    },
  }
}

/** Whatever goes wrong with us, the store above all, is answered U: the sender's resend is our retry queue. */
function askingToSendAgain({ platform }: ChainParts) {
  return {
    onError: (request: MiddyRequest) => {
      const { exchange } = request.event
      if (exchange)
        exchange.observation = {
          disposition: 'store-failed',
          level: 'error',
          evidence: causeOf(request.error),
        }
      request.response = {
        status: exchange?.verified ? 200 : 503,
        body: resultBody(platform.answers.sendAgain),
        signingContext: exchange?.verified,
      }
    },
  }
}
