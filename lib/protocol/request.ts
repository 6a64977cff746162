import type { ClientKeys } from './keys.ts'

/** A request as the edge hands it over: nothing in it is verified yet. */
export interface ReceivedRequest {
  /** As HTTP API gives it: percent-decoded once, without the query. */
  readonly rawPath: string
  /** As received, without the leading `?`; empty where the URL has none. */
  readonly rawQueryString: string
  /** By lower-case name; a doubled header arrives folded with a comma. */
  readonly headers: ReadonlyMap<string, string>
  /** The bytes that were signed. */
  readonly body: Buffer
  /** Epoch milliseconds. */
  readonly receivedAt: number
}

/** The paths that Alipay may have signed other than the received one (docs/protocol.md, "Which URI"). */
export interface PublicPaths {
  /** Put before the received path; empty for none. */
  readonly prefix: string
  /** Whole paths, each a candidate as it stands; the last segment of one names no notification. */
  readonly paths: readonly string[]
}

export interface RequestTime {
  /** The header's value verbatim: it is part of the signed text. */
  readonly text: string
  /** Epoch milliseconds; undefined for a time that does not parse. */
  readonly epochMs: number | undefined
}

/** A request that a known client's key signed. Its body is genuine; whether it makes sense is not known yet. */
export interface VerifiedRequest {
  readonly client: ClientKeys
  readonly requestTime: RequestTime
  /** The one that verified; the reply is signed over the same. */
  readonly uri: string
  /** The version of the key that verified. */
  readonly keyVersion: string
  /** The headers that prove it, by lower-case name, for the receipt: client-id, request-time, signature, encrypt. */
  readonly proof: Readonly<Record<string, string>>
  /** A secret; goes back in the reply where the platform wants it. */
  readonly agentToken: string | undefined
  readonly body: Buffer
  readonly receivedAt: number
}
