import { type Checked, passed } from './checked.ts'
import type { ClientKeys } from './keys.ts'
import { prove, readClaims } from './prove.ts'
import { type Refusal, type ReplyRefusalReason, refuse } from './refusal.ts'

/** A reply of Alipay's to a request of ours: nothing in it is verified yet. */
export interface ReceivedReply {
  /** By lower-case name; a doubled header is folded with a comma. */
  readonly headers: ReadonlyMap<string, string>
  /** The bytes that were signed. */
  readonly body: Buffer
}

/** A reply that a key of the client's signed, over the URI of the request. Whether it makes sense is not known yet. */
export interface VerifiedReply {
  /** Response-Time in epoch milliseconds: when Alipay signed it, by its own clock. */
  readonly respondedAt: number
  /** The version of the key that verified. */
  readonly keyVersion: string
  /** The headers that prove it, by lower-case name: client-id, response-time, signature. */
  readonly proof: Readonly<Record<string, string>>
  readonly body: Buffer
}

const proofHeaders = ['client-id', 'response-time', 'signature']

/**
 * Whether Alipay signed the reply with every byte of its body, for this client and to a request at this URI
 * (docs/protocol.md, "The other direction"). The client is ours whether the reply names it or not: its id is in the
 * signed text. A signed reply verifies for ever, whatever was asked: that it is not an older one, and about the object
 * that was asked for, the caller must see.
 */
export function verifyReply(
  { headers, body }: ReceivedReply,
  client: ClientKeys,
  uri: string,
): Checked<VerifiedReply, Refusal<ReplyRefusalReason>> {
  const named = headers.get('client-id')
  if (named !== undefined && named !== client.clientId) return refuse('client-other', named)

  const claims = readClaims(headers, 'response-time')
  if (!claims.ok) return claims
  const proven = prove({ ...claims.value, uris: [uri], body }, client)
  if (!proven.ok) return proven

  const { key, time } = proven.value
  if (time.epochMs === undefined) return refuse('time-malformed', time.text)
  const proof = Object.fromEntries([...headers].filter(([name]) => proofHeaders.includes(name)))
  return passed({ respondedAt: time.epochMs, keyVersion: key.version, proof, body })
}
