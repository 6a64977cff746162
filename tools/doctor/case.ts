import type { Checked } from '../../lib/protocol/checked.ts'
import type { KeyRing } from '../../lib/protocol/keys.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import type { Refusal } from '../../lib/protocol/refusal.ts'
import type { PublicPaths, ReceivedRequest, VerifiedRequest } from '../../lib/protocol/request.ts'
import type { Claims } from './claims.ts'
import type { Exhibit } from './exhibit.ts'
import type { KnownKeys } from './known-keys.ts'
import type { SignatureReading } from './signature/signature-readings.ts'

/** What every step of one diagnosis looks at. */
export interface Case {
  readonly exhibit: Exhibit
  readonly platform: PlatformName
  /** What the receiver has for that platform. */
  readonly ring: KeyRing
  readonly rings: KnownKeys['rings']
  readonly publicPaths: PublicPaths
  /** Those that somebody named. */
  readonly registeredUrls: readonly string[]
  readonly received: ReceivedRequest
  readonly claims: Claims
  /** What the Signature header may have meant; none where there is none, or nothing in it. */
  readonly readings: readonly SignatureReading[]
  /** What the receiver's own code says. */
  readonly checked: Checked<VerifiedRequest, Refusal>
}
