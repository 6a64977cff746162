import { createPublicKey, type KeyObject } from 'node:crypto'

/** A public key as it is, or the public half of a private one. */
export function publicHalfOf(key: KeyObject): KeyObject {
  return key.type === 'private' ? createPublicKey(key) : key
}

/**
 * Whether both are the same public key. Not by KeyObject.equals: where the types differ, Node 24 leaves an error behind, on
 * which the next private key that is read fails.
 */
export function isSameKey(one: KeyObject, other: KeyObject): boolean {
  return oneLineOf(one) === oneLineOf(other)
}

/** SPKI in base64, on one line: what the consoles take and show. */
export function oneLineOf(publicKey: KeyObject): string {
  return publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
}

interface Described {
  readonly asymmetricKeyType?: string | undefined
  readonly asymmetricKeyDetails?: KeyObject['asymmetricKeyDetails']
}

/** What kind of key it is, for people: `RSA, 2048 bits`. */
export function describeKey({ asymmetricKeyType = '', asymmetricKeyDetails = {} }: Described): string {
  const { modulusLength, namedCurve } = asymmetricKeyDetails
  const kind = kinds.get(asymmetricKeyType) ?? asymmetricKeyType
  const size = modulusLength ? `${modulusLength} bits` : namedCurve && curves.get(namedCurve)
  return [kind, size ?? namedCurve].filter(Boolean).join(', ')
}

const kinds: ReadonlyMap<string, string> = new Map([
  ['rsa', 'RSA'],
  ['rsa-pss', 'RSA-PSS'],
  ['ec', 'EC'],
  ['dsa', 'DSA'],
])

/** OpenSSL's names, and those of NIST. */
const curves: ReadonlyMap<string, string> = new Map([
  ['prime256v1', 'curve P-256 (prime256v1)'],
  ['secp224r1', 'curve P-224 (secp224r1)'],
  ['secp384r1', 'curve P-384 (secp384r1)'],
  ['secp521r1', 'curve P-521 (secp521r1)'],
])
