import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { ReceivedRequest } from '../protocol/request.ts'
import type { Observation } from './observer.ts'
import type { Reply, Seal } from './reply.ts'

/** One request on its way through the chain: what came, and what is known so far of how it will be answered. */
export interface Exchange {
  readonly received: ReceivedRequest
  /** Set once the request is verified: whatever happens from then on is answered with a signature. */
  seal?: Seal
  /** The S that is being signed while the store answers. */
  anticipated?: { readonly reply: Reply; readonly response: Promise<APIGatewayProxyStructuredResultV2> }
  observation?: Observation
}

/** Reads HTTP API's event (payload 2.0): the bytes that were sent, whichever way it carries them. */
export function openExchange(event: APIGatewayProxyEventV2, receivedAt: number): Exchange {
  const headers = Object.entries(event.headers ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.toLowerCase(), value] as const],
  )
  return {
    received: {
      rawPath: event.rawPath ?? '',
      rawQueryString: event.rawQueryString ?? '',
      headers: new Map(headers),
      body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
      receivedAt,
    },
  }
}
