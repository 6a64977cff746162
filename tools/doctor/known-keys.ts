import type { KeyObject } from 'node:crypto'
import { fingerprintOf, shortFingerprintOf } from '../../lib/protocol/fingerprint.ts'
import type { KeyRing } from '../../lib/protocol/keys.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { quote } from '../../lib/protocol/quote.ts'

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

/**
 * Whether two public keys are one. Not by KeyObject.equals: between keys of two types Node 24 leaves an error behind, on
 * which the next createPrivateKey fails.
 */
export function isSameKey(one: KeyObject, other: KeyObject): boolean {
  return fingerprintOf(one) === fingerprintOf(other)
}

/** Whose key it is, for people: `Alipay's key 2 of CLIENT_1 (antom, secrets/antom.json, 0123456789abcdef)`. */
export function describeKey({ owner, key, source, platform, clientId, version }: KnownKey): string {
  const name = version === undefined ? 'key' : `key ${quote(version)}`
  const whose = clientId === undefined ? '' : ` of ${quote(clientId)}`
  const where = [platform, source, shortFingerprintOf(key)].filter((part) => part !== undefined).join(', ')
  return `${owner === 'alipay' ? "Alipay's" : 'your own'} ${name}${whose} (${where})`
}
