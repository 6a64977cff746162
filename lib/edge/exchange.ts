import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { PlatformName } from '../protocol/platform.ts'
import { quote } from '../protocol/quote.ts'
import type { ReceivedRequest } from '../protocol/request.ts'
import type { Line } from './line.ts'
import type { Observation } from './observer.ts'
import type { Reply, SigningContext } from './reply.ts'

/** One request on its way through the chain: what came, and what is known so far of how it will be answered. */
export interface Exchange {
  readonly received: ReceivedRequest
  /** When the gateway had the request, epoch milliseconds: since then its sender waits. */
  readonly arrivedAt: number
  /** API Gateway's id of the request. */
  readonly correlationId: string
  /** What tells it from every other, for the log. */
  readonly identity: Line
  /** Set once the request is verified: whatever happens from then on is answered with a signature. */
  signingContext?: SigningContext
  /** Set then too: what else the log may say of the request. */
  evidence?: Line
  /** The answer that is being signed while the store answers. */
  anticipated?: { readonly reply: Reply; readonly response: Promise<APIGatewayProxyStructuredResultV2> }
  observation?: Observation
}

/** The function that a request came to. */
export interface Receiver {
  readonly platform: { readonly name: PlatformName }
  /** What comes through its parts. */
  readonly contract: 'notification' | 'command'
}

/** Reads HTTP API's event (payload 2.0): the bytes that were sent, whichever way it carries them. */
export function openExchange(
  event: APIGatewayProxyEventV2,
  functionRequestId: string,
  receivedAt: number,
  { platform, contract }: Receiver,
): Exchange {
  const headers = Object.entries(event.headers ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.toLowerCase(), value] as const],
  )
  const { timeEpoch = receivedAt, requestId = '' } = event.requestContext ?? {}
  const { rawPath = '', rawQueryString = '' } = event
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8')
  return {
    arrivedAt: Math.min(timeEpoch, receivedAt),
    correlationId: requestId,
    identity: {
      correlationId: requestId,
      functionRequestId,
      platform: platform.name,
      contract,
      path: quote(rawPath),
      bytes: body.length,
    },
    received: { rawPath, rawQueryString, headers: new Map(headers), body, receivedAt },
  }
}

/** With what every line about a request begins: which it is, and how long it has taken until now. */
export function identityOf({ identity, received, arrivedAt }: Exchange, now: number): Line {
  return { ...identity, durationMs: now - received.receivedAt, waitedMs: now - arrivedAt }
}
