import type { KeyObject } from 'node:crypto'
import type { KeyRing } from '../../lib/protocol/keys.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'

/** A key that may have made a signature, public half, and where it was found. */
export interface KnownKey {
  /** Alipay signs requests, the partner signs replies. */
  readonly owner: 'alipay' | 'partner'
  readonly key: KeyObject
  /** For people: `secrets/antom.json`, `key.pem`, `the pretend Alipay (senders.json)`. */
  readonly source: string
  /** Undefined for a key that came alone. */
  readonly platform?: PlatformName
  readonly clientId?: string
  readonly version?: string
}

/** All that a request can be checked with. */
export interface KnownKeys {
  /** What the receiver itself would use, by platform. */
  readonly rings: ReadonlyMap<PlatformName, KeyRing>
  /** Every key of the rings, and any others. */
  readonly keys: readonly KnownKey[]
}
