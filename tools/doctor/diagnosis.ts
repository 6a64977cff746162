import type { PlatformName } from '../../lib/protocol/platform.ts'
import type { RefusalReason } from '../../lib/protocol/refusal.ts'
import type { KnownKey } from './known-keys.ts'

/** Who must change something. */
export type Where = 'proxy' | 'code' | 'console' | 'setting' | 'secret'

/** One difference between what was signed and what was received. */
export interface Cause {
  /** In kebab case, such as `stage-missing`: the closed list stands in the rows. */
  readonly name: string
  /** What happened, without a full stop. */
  readonly what: string
  /** What to change, without a full stop. */
  readonly change: string
  readonly where: Where
  /** As it is written into the environment, where a setting mends it: `PUBLIC_PATH_PREFIX=/prod`. */
  readonly setting?: string
}

/** What a signature itself says of its key, whatever was signed. */
export type KeyFinding =
  /** This key made it, whether the text fits or not: an RSA signature opens with its key alone. */
  | {
      readonly kind: 'made-by'
      readonly key: KnownKey
      /** As OpenSSL names it. */
      readonly hash: string
      /** Of the text that was signed, in hex; undefined for PSS, which hides it. */
      readonly signedDigest: string | undefined
    }
  /** No key that is known made it, or it was altered. */
  | { readonly kind: 'by-none'; readonly tried: readonly KnownKey[] }
  /** An ECC signature says nothing before its text is found; or there is no readable signature. */
  | { readonly kind: 'silent'; readonly tried: readonly KnownKey[] }

/** Why a message does not verify, or that it does. */
export interface Diagnosis {
  /**
   * VALID only where the receiver's own code verifies the message as it stands; of `explain`, where it would take it too
   * (its method, path and age). EXPLAINED: what `causes` say mends it, or
   * there is nothing that could be verified. UNEXPLAINED: whatever `causes` say, something else is wrong too.
   */
  readonly verdict: 'VALID' | 'EXPLAINED' | 'UNEXPLAINED'
  /** As whose message it was checked. */
  readonly platform: PlatformName
  /** Why the receiver refuses it; undefined where it does not. */
  readonly reason?: RefusalReason
  /** Whether the receiver's own code verifies it as it stands: true, and not VALID, where it would not take it all the same. */
  readonly isGenuine: boolean
  /** None, or as few as explain it: each is needed. */
  readonly causes: readonly Cause[]
  readonly key: KeyFinding
  /** What the receiver makes of the message; undefined where a part of it, such as the body, is not there. */
  readonly receivedText?: Buffer
  /** What was signed, where it is found. */
  readonly signedText?: Buffer
  /** Where nothing verifies: what it is not, and what that leaves; a sentence each. */
  readonly ruledOut: readonly string[]
  readonly leaves: readonly string[]
  /** How many texts were tried, where one was looked for. */
  readonly texts?: number
  /** What is odd beside the verdict: too old, a header that is missing. */
  readonly remarks: readonly string[]
}
