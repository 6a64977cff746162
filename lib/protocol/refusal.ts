import type { VerifyingKey } from './keys.ts'

/** Why a request is not genuine: the closed list that logs and metrics use. The sender never sees it. */
export const refusalReasons = [
  'path-illegal',
  'client-missing',
  'client-malformed',
  'client-unknown',
  'client-unreadable',
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

export type RefusalReason = (typeof refusalReasons)[number]

/** One key that the signature was verified with, and the URI that was put into the signed text. */
export interface Attempt {
  readonly key: VerifyingKey
  readonly uri: string
}

export interface Refusal {
  readonly reason: RefusalReason
  /** What the check saw, for the log: never a body, token or key; unverified values as `quote` gives them. */
  readonly evidence: string
  /** What did not verify, six at most; none where another check came first. */
  readonly tried: readonly Attempt[]
}
