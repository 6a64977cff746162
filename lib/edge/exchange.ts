import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { Contract, Platform, PlatformName } from '../protocol/platform.ts'
import { quote } from '../protocol/quote.ts'
import type { ReceivedRequest, VerifiedRequest } from '../protocol/request.ts'
import { type Line, withoutQuery } from './line.ts'
import type { Observation } from './observer.ts'
import type { Reply } from './reply.ts'

/** One request on its way through the chain, which alone writes what is known of it so far. */
export interface Exchange {
  readonly received: ReceivedRequest
  /** When the gateway had the request, epoch milliseconds: since then its sender waits. */
  readonly arrivedAt: number
  /** API Gateway's id of the request. */
  readonly correlationId: string
  /** For the log: which request this is. */
  readonly identity: Line
  /** From here on every reply, errors included, is signed. */
  verified?: VerifiedRequest
  /** Where the request is refused: the id under which it is kept, if it is. Never rejects. */
  keeping?: Promise<string | undefined>
  observation?: Observation
}

/** What a request comes to: the reply, and what is logged and counted of it. */
export interface Answer {
  readonly reply: Reply
  readonly observation: Observation
}

/** The function that a request came to. */
export interface Receiver {
  readonly platform: { readonly name: PlatformName }
  readonly contract: Contract
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

/** Every line about a request begins so: which one it is, and how long it has taken until now. */
export function identityOf({ identity, received, arrivedAt }: Exchange, now: number): Line {
  return { ...identity, durationMs: now - received.receivedAt, waitedMs: now - arrivedAt }
}

/** What the log says of a request once it is verified. */
export function verifiedLine({ received, verified }: Exchange, { contentTypeRequired }: Platform): Line {
  if (!verified) return {}
  const contentTypeMissing = contentTypeRequired && !received.headers.has('content-type')
  return {
    clientId: verified.client.clientId,
    keyVersion: verified.keyVersion,
    uri: withoutQuery(verified.uri),
    requestTime: verified.requestTime.text,
    ...(contentTypeMissing && { contentTypeMissing }),
  }
}
