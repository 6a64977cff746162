import type { KnownKey } from './known-keys.ts'

/** Who must change something. */
export type Where = 'proxy' | 'code' | 'console' | 'setting' | 'secret'

/** One difference between what was signed and what was received. */
export interface Cause {
  /** In kebab case, such as `stage-missing`: the closed list stands in the rows. */
  readonly name: string
  /** What happened, one sentence. */
  readonly what: string
  /** What to change, one sentence. */
  readonly change: string
  readonly where: Where
  /** As it is written into the environment, where a setting mends it: `PUBLIC_PATH_PREFIX=/prod`. */
  readonly setting?: string
}

/** What a signature itself says of its key, whatever was signed. */
export type KeyFinding =
  /** An RSA signature opens with its key alone: this key made it, whether the text fits or not. */
  | { readonly kind: 'made-by'; readonly key: KnownKey; readonly hash: string }
  /** No key that is known made it, or it was altered. */
  | { readonly kind: 'by-none'; readonly tried: readonly KnownKey[] }
  /** An ECC signature says nothing before its text is found; or there is no readable signature. */
  | { readonly kind: 'silent'; readonly tried: readonly KnownKey[] }

/** Why a message does not verify, or that it does. */
export interface Diagnosis {
  /** VALID only where the receiver's own code verifies the message as it stands. */
  readonly verdict: 'VALID' | 'EXPLAINED' | 'UNEXPLAINED'
  /** None, or as few as explain it: each is needed. */
  readonly causes: readonly Cause[]
  readonly key: KeyFinding
  /** What the receiver makes of the message. */
  readonly receivedText?: Buffer
  /** What was signed, where it is found. */
  readonly signedText?: Buffer
  /** Where nothing verifies: what it is not, and what that leaves; a sentence each. */
  readonly ruledOut: readonly string[]
  readonly leaves: readonly string[]
  /** What is odd beside the verdict: too old, a header that is missing. */
  readonly remarks: readonly string[]
}
