import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** `backend` of the client's entry in the platform's secret. */
export interface Credential {
  readonly bearer?: string
  /** `whsec_` and base64. */
  readonly signatureKey?: string
}

const MAX_SKEW_SECONDS = 300

/** The client's entry, as far as the backend knows it. */
export interface Client {
  readonly backend?: Credential | undefined
}

/** What a signature must hold for. */
export interface Call {
  /** From the platform on: `/wallet/pay`. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/**
 * Whether the receiver has sent this for a client of its secret. One without a credential is trusted, because only this
 * machine can call; one that the secret does not name is not.
 */
export function isAuthentic(client: Client | undefined, call: Call, now: number): boolean {
  if (!client) return false
  const credential = client.backend
  if (!credential) return true
  const { bearer, signatureKey } = credential
  if (bearer) return isSame(String(call.headers.authorization), `Bearer ${bearer}`)
  return signatureKey !== undefined && isSigned(signatureKey, call, now)
}

/** By https://www.standardwebhooks.com, and of this very call: the id must be the digest of what came beside the body. */
function isSigned(signatureKey: string, { path, headers, body }: Call, now: number): boolean {
  const [id, seconds, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
    String(headers[`webhook-${name}`]),
  )
  const called = [path, ...signedHeaders.map((name) => headers[name])].join('\n')
  if (id !== hash('sha256', called, 'base64url')) return false
  if (!(Math.abs(now / 1000 - Number(seconds)) <= MAX_SKEW_SECONDS)) return false
  const key = Buffer.from(signatureKey.replace(/^whsec_/, ''), 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${seconds}.`).update(body).digest('base64')
  return String(signatures)
    .split(' ')
    .some((signature) => isSame(signature, `v1,${expected}`))
}

const signedHeaders = ['idempotency-key', 'alipay-client-id', 'alipay-attempt', 'alipay-deadline']

/** In constant time: how long it takes does not show where they differ. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'))
}
