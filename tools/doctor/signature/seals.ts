import { constants, hash, type KeyObject, verify } from 'node:crypto'
import { algorithmOf, algorithms } from '../../../lib/protocol/algorithms.ts'
import type { KeyRing, SignatureEncoding, VerifyingKey } from '../../../lib/protocol/keys.ts'
import { isSameKey, type KnownKey } from '../known-keys.ts'
import { type HashName, hashNames, type Opening, openRsa } from './open-rsa.ts'
import type { SignatureReading } from './signature-readings.ts'

/** A signature that a key made, or, with ECC, may have made: what is still to be found is the text. */
export interface Seal {
  readonly key: KnownKey
  readonly reading: SignatureReading
  readonly hash: HashName
  readonly scheme: Opening['scheme'] | SignatureEncoding
  /** Undefined with ECC: each text is verified. */
  readonly opening: Opening | undefined
  /** With ECC, where each text costs a verification: 0 is tried with all that is not rare, 1 with the likely ones. */
  readonly rarity: 0 | 1
}

/** The RSA keys that made one of the readings: almost always one key, or none. */
export function openedSeals(
  keys: readonly KnownKey[],
  readings: readonly SignatureReading[],
): readonly Seal[] {
  const rsa = keys.filter(({ key }) => key.asymmetricKeyType === 'rsa')
  const seals = readings.flatMap((reading) => rsa.flatMap((key) => openedSeal(key, reading)))
  const certain = seals.find(({ opening }) => opening?.isCertain)
  return certain ? [certain] : seals
}

function openedSeal(key: KnownKey, reading: SignatureReading): Seal[] {
  const bits = key.key.asymmetricKeyDetails?.modulusLength ?? 0
  const opening = reading.bytes.length === Math.ceil(bits / 8) ? openRsa(key.key, reading.bytes) : undefined
  return opening ? [{ key, reading, hash: opening.hash, scheme: opening.scheme, opening, rarity: 0 }] : []
}

/** What ECC keys may have made: each reading that has the form of a signature, with each hash. */
export function possibleSeals(
  keys: readonly KnownKey[],
  readings: readonly SignatureReading[],
  ring: KeyRing,
): readonly Seal[] {
  const ecc = distinct(keys.filter(({ key }) => key.asymmetricKeyType === 'ec'))
  return readings.flatMap((reading) =>
    ecc.flatMap((key) =>
      encodingsLike(reading.bytes, key.key).flatMap((scheme) => {
        const own = ringKey(ring, key)
        const hashes = own ? [own.hash, ...hashNames.filter((name) => name !== own.hash)] : hashNames
        return hashes.map((hash, index): Seal => {
          const rarity = own && index === 0 ? 0 : 1
          return { key, reading, hash, scheme, opening: undefined, rarity }
        })
      }),
    ),
  )
}

/** The key as the receiver would use it, where its ring has it for that client. */
function ringKey(ring: KeyRing, { clientId = '', key }: KnownKey): VerifyingKey | undefined {
  const client = ring.client(clientId)
  return typeof client === 'object' ? client.verifying.find((known) => isSameKey(known.key, key)) : undefined
}

function distinct(keys: readonly KnownKey[]): readonly KnownKey[] {
  return keys.filter(({ key }, index) => keys.findIndex((other) => isSameKey(other.key, key)) === index)
}

/** A SEQUENCE that ends where the bytes end is DER; two coordinates side by side are raw. */
function encodingsLike(signature: Buffer, key: KeyObject): readonly SignatureEncoding[] {
  const row = algorithms.get(algorithmOf(key) ?? 'RSA256')
  if (row?.keyType !== 'ec') return []
  const isDer = signature[0] === 0x30 && signature[1] === signature.length - 2
  const isRaw = signature.length === 2 * row.coordinateBytes
  return [...(isDer ? (['der'] as const) : []), ...(isRaw ? (['raw'] as const) : [])]
}

/** Whether the key made the signature over the text: the last word before anything is said. */
export function verifies(
  { key: { key }, reading, hash: name, scheme, opening }: Seal,
  text: Buffer,
): boolean {
  try {
    if (scheme === 'bare') return opening?.isOf(hash(name, text, 'buffer')) === true
    if (scheme === 'pss') {
      const padding = constants.RSA_PKCS1_PSS_PADDING
      return verify(name, text, { key, padding, saltLength: constants.RSA_PSS_SALTLEN_AUTO }, reading.bytes)
    }
    return verify(name, text, { key, dsaEncoding: scheme === 'raw' ? 'ieee-p1363' : 'der' }, reading.bytes)
  } catch {
    return false
  }
}
