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

export interface Refusal {
  readonly reason: RefusalReason
  /** What the check saw, for the log: never a body, token or key; unverified values cut to 128 characters. */
  readonly evidence: string
}
