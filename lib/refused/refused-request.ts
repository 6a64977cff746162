import { hash } from 'node:crypto'
import type { Contract, PlatformName } from '../protocol/platform.ts'
import type { RefusalReason } from '../protocol/refusal.ts'
import type { ReceivedRequest } from '../protocol/request.ts'

/** A request that was refused, kept as it came: nothing in it is verified, and no part of it makes a decision. */
export interface RefusedRequest {
  /** SHA-256 in hex of all that was sent and is kept: the same message has the same id. */
  readonly id: string
  readonly platform: PlatformName
  readonly contract: Contract
  readonly reason: RefusalReason
  /** As HTTP API gave it: percent-decoded once, without the query. */
  readonly path: string
  /** Without the leading `?`. It may have been signed, and may hold secrets of the partner's own. */
  readonly query: string
  /** Those of `keptHeaders` that came, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** Epoch milliseconds. */
  readonly receivedAt: number
  /** Epoch seconds, for DynamoDB's TTL. */
  readonly expires: number
  /** Set where an operator had it accepted afterwards. */
  readonly accepted?: { readonly at: string; readonly by: string; readonly as: string }
}

/**
 * What proves a message, and what shows which way it came. No credential of ours is among them: never the Agent-Token,
 * Authorization or a cookie. Nor is X-Forwarded-For: it is somebody's address, and differs for each copy of a message.
 */
const keptHeaders = [
  'client-id',
  'request-time',
  'signature',
  'encrypt',
  'content-type',
  'content-encoding',
  'host',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-prefix',
  'x-forwarded-proto',
]

/** Who refused it, and why. */
export type Circumstances = Pick<RefusedRequest, 'platform' | 'contract' | 'reason'>

export function refusedRequest(
  { rawPath: path, rawQueryString: query, headers: all, body, receivedAt }: ReceivedRequest,
  { platform, contract, reason }: Circumstances,
  keepMs: number,
): RefusedRequest {
  const headers = Object.fromEntries(
    keptHeaders.flatMap((name) => {
      const value = all.get(name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
  const head = JSON.stringify([platform, contract, path, query, headers])
  return {
    id: hash('sha256', Buffer.concat([Buffer.from(head), body])),
    platform,
    contract,
    reason,
    path,
    query,
    headers,
    body,
    receivedAt,
    expires: Math.ceil((receivedAt + keepMs) / 1000),
  }
}
