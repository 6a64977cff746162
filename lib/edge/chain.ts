import middy, { type Request } from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { Platform } from '../protocol/platform.ts'
import { resultBody } from '../protocol/result.ts'
import type { Clock } from './clock.ts'
import { type Exchange, openExchange } from './exchange.ts'
import type { Observer } from './observer.ts'
import { plainResponse, type Reply, type Signer } from './reply.ts'

/** The event carries its exchange from the first hook on; the response starts as a Reply and leaves signed. */
type Event = APIGatewayProxyEventV2 & { exchange?: Exchange }
type Response = Reply | APIGatewayProxyStructuredResultV2
type Passage = Request<Event, Response>

interface ChainParts {
  readonly platform: Platform
  /** What comes through this door, for the log. */
  readonly contract: 'notification' | 'command'
  readonly sign: Signer
  readonly clock: Clock
  readonly observer: Observer
  readonly handle: (exchange: Exchange) => Promise<Reply>
}

/** Room to sign and send the answer before Lambda ends the function. */
const TIMEOUT_EARLY_MILLIS = 500

/**
 * The one ordered chain of every function behind HTTP API. It never throws: every way out leaves signed, but for the
 * unsigned exceptions of design §2. The signer is registered first and no hook returns a value, because middy skips the
 * other hooks after an early return and runs onError in reverse (style.md A1).
 */
export function httpHandler(parts: ChainParts) {
  return middy<Event, Response>({ timeoutEarlyInMillis: TIMEOUT_EARLY_MILLIS })
    .use(signing(parts))
    .use(observing(parts))
    .use(opening(parts))
    .use(askingToSendAgain(parts))
    .handler(({ exchange }) => {
      if (!exchange) throw new Error('the request was not opened')
      return parts.handle(exchange)
    })
}

function signing({ platform, sign, observer }: ChainParts) {
  const seal = async (request: Passage) => {
    const reply = request.response
    if (!reply || !('status' in reply)) return
    const anticipated = request.event.exchange?.anticipated
    try {
      request.response = await (anticipated?.reply === reply ? anticipated.response : sign(reply))
    } catch (cause) {
      observer.log('error', 'the reply could not be signed', causeOf(cause))
      request.response = plainResponse({ status: 503, body: resultBody(platform.answers.sendAgain) })
    }
  }
  return { after: seal, onError: seal }
}

function observing({ platform, contract, observer }: ChainParts) {
  const observe = ({ event: { exchange } }: Passage) => {
    if (!exchange?.observation) return
    const { disposition, level, remarks = [], api, reason, evidence } = exchange.observation
    const detail = api ? { api } : reason ? { reason } : {}
    observer.count([disposition, ...remarks], platform.name, detail)
    observer.log(level, `${contract} ${disposition}`, {
      platform: platform.name,
      ...detail,
      remarks,
      ...evidence,
    })
  }
  return { after: observe, onError: observe }
}

function opening({ clock }: ChainParts) {
  return {
    before: (request: Passage) => {
      request.event.exchange = openExchange(request.event, clock())
    },
  }
}

/** Whatever goes wrong with us, the store above all, is answered U: the sender's resend is our retry queue. */
function askingToSendAgain({ platform }: ChainParts) {
  return {
    onError: (request: Passage) => {
      const { exchange } = request.event
      if (exchange)
        exchange.observation = {
          disposition: 'store-failed',
          level: 'error',
          evidence: { ...exchange.evidence, ...causeOf(request.error) },
        }
      request.response = {
        status: exchange?.seal ? 200 : 503,
        body: resultBody(platform.answers.sendAgain),
        seal: exchange?.seal,
      }
    },
  }
}

/** An error of the SDK or of ours as evidence: its name and message, which hold no content of a request. */
function causeOf(cause: unknown): Record<string, unknown> {
  return cause instanceof Error ? { error: cause.name, cause: cause.message } : { error: String(cause) }
}
