import { refused } from './checked.ts'
import type { VerifyingKey } from './keys.ts'
import { quote } from './quote.ts'

/** Of whatever is signed, in either direction. */
const messageReasons = [
  'time-missing',
  'time-malformed',
  'signature-missing',
  'signature-malformed',
  'algorithm-unknown',
  'algorithm-mismatch',
  'key-version-unknown',
  'signature-length',
  'body-too-large',
  'signature-mismatch',
] as const

/** Why a request is not genuine: every word that the log may use for it. The sender never sees one. */
export const refusalReasons = [
  'path-illegal',
  'client-missing',
  'client-malformed',
  'client-unknown',
  'client-unreadable',
  ...messageReasons,
] as const

export type RefusalReason = (typeof refusalReasons)[number]

/** Why the reply of a gateway is not Alipay's: every word that the log may use for it. */
export const replyRefusalReasons = ['client-other', ...messageReasons] as const

export type ReplyRefusalReason = (typeof replyRefusalReasons)[number]

/** One try to verify the signature: the key, and the URI in the signed text. */
export interface Attempt {
  readonly key: VerifyingKey
  readonly uri: string
}

export interface Refusal<Reason extends string = RefusalReason> {
  readonly reason: Reason
  /** What the check saw, for the log: never a body, token or key; unverified values as `quote` gives them. */
  readonly evidence: string
  /** What did not verify, six at most; none where another check came first. */
  readonly tried: readonly Attempt[]
}

/** A refusal whose evidence is quoted, because nothing in it is verified. */
export function refuse<Reason extends RefusalReason | ReplyRefusalReason>(
  reason: Reason,
  evidence: string,
  tried: readonly Attempt[] = [],
) {
  return refused<Refusal<Reason>>({ reason, evidence: quote(evidence), tried })
}
