import middy, { type Request } from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { Platform } from '../protocol/platform.ts'
import { resultBody } from '../protocol/result.ts'
import type { Clock } from '../time/timing.ts'
import { type Exchange, identityOf, openExchange, type Receiver } from './exchange.ts'
import { causeOf } from './line.ts'
import type { Observer } from './observer.ts'
import { type Reply, type Signer, unavailableResponse } from './reply.ts'

/** The event carries its exchange from the first hook on; the response starts as a Reply and leaves signed. */
type Event = APIGatewayProxyEventV2 & { exchange?: Exchange }
type Response = Reply | APIGatewayProxyStructuredResultV2
type MiddyRequest = Request<Event, Response>

interface ChainParts extends Receiver {
  readonly platform: Platform
  readonly sign: Signer
  readonly clock: Clock
  readonly observer: Observer
  readonly handle: (exchange: Exchange) => Promise<Reply>
}

/** Room to sign and send the answer before Lambda ends the function. */
const TIMEOUT_EARLY_MILLIS = 500

/**
 * The one ordered chain of every function behind HTTP API. It never throws: every way out leaves signed, but for the
 * unsigned exceptions of design §2. The signer comes after all but the log, which says what really left: middy runs
 * these hooks in reverse. No hook returns a value, because middy skips the others after an early return.
 */
export function httpHandler(parts: ChainParts) {
  return middy<Event, Response>({ timeoutEarlyInMillis: TIMEOUT_EARLY_MILLIS })
    .use(observing(parts))
    .use(signing(parts))
    .use(opening(parts))
    .use(askingToSendAgain(parts))
    .handler(({ exchange }) => {
      if (!exchange) throw new Error('the request was not opened')
      return parts.handle(exchange)
    })
}

function observing({ platform, contract, clock, observer }: ChainParts) {
  const observe = ({ event: { exchange }, response }: MiddyRequest) => {
    if (!exchange?.observation) return
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
      ...evidence,
    })
  }
  return { after: observe, onError: observe }
}

function signing({ platform, sign, clock, observer }: ChainParts) {
  const signingContext = async (request: MiddyRequest) => {
    const reply = request.response
    if (!reply || !('status' in reply)) return
    const { exchange } = request.event
    const anticipated = exchange?.anticipated
    try {
      request.response = await (anticipated?.reply === reply ? anticipated.response : sign(reply))
    } catch (cause) {
      const identity = exchange && identityOf(exchange, clock())
      observer.log('error', 'the reply could not be signed', { ...identity, ...causeOf(cause) })
      request.response = unavailableResponse(platform)
    }
  }
  return { after: signingContext, onError: signingContext }
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
          evidence: { ...exchange.evidence, ...causeOf(request.error) },
        }
      request.response = {
        status: exchange?.signingContext ? 200 : 503,
        body: resultBody(platform.answers.sendAgain),
        signingContext: exchange?.signingContext,
      }
    },
  }
}
