import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { ReceivedRequest } from '../protocol/request.ts'
import type { Observation } from './observer.ts'
import type { Reply, Seal } from './reply.ts'

/** One request on its way through the chain: what came, and what is known so far of how it will be answered. */
export interface Exchange {
  readonly received: ReceivedRequest
  /** When the gateway had the request, epoch milliseconds: since then its sender waits. */
  readonly arrivedAt: number
  /** API Gateway's id of the request. */
  readonly correlationId: string
  /** Set once the request is verified: whatever happens from then on is answered with a signature. */
  seal?: Seal
  /** Set then too: what the log may say of the request. */
  evidence?: Readonly<Record<string, unknown>>
  /** The answer that is being signed while the store answers. */
  anticipated?: { readonly reply: Reply; readonly response: Promise<APIGatewayProxyStructuredResultV2> }
  observation?: Observation
}

/** Reads HTTP API's event (payload 2.0): the bytes that were sent, whichever way it carries them. */
export function openExchange(event: APIGatewayProxyEventV2, receivedAt: number): Exchange {
  const headers = Object.entries(event.headers ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.toLowerCase(), value] as const],
  )
  const { timeEpoch = receivedAt, requestId = '' } = event.requestContext ?? {}
  return {
    arrivedAt: timeEpoch,
    correlationId: requestId,
    received: {
      rawPath: event.rawPath ?? '',
      rawQueryString: event.rawQueryString ?? '',
      headers: new Map(headers),
      body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
      receivedAt,
    },
  }
}
