import { constants, hash, type KeyObject, publicDecrypt } from 'node:crypto'
import { openPss } from './open-pss.ts'

/** What an RSA signature says by itself: this key made it, over a text of which it holds the digest. */
export interface Opening {
  readonly hash: HashName
  /** `bare`: the digest stands there without the name of its hash. */
  readonly scheme: 'pkcs1' | 'pss' | 'bare'
  /** The digest of the text that was signed; PSS hides it. */
  readonly digest: Buffer | undefined
  /** False where the padding could be chance, one in some thousands: then only a text can show it. */
  readonly isCertain: boolean
  /** Whether the text with this digest, by the hash of the opening, was signed. */
  readonly isOf: (digest: Buffer) => boolean
}

export type HashName = (typeof hashNames)[number]

/** The likelier first. */
export const hashNames = ['sha256', 'sha1', 'sha512', 'sha384', 'sha224', 'md5'] as const

/** The beginning of a DigestInfo, RFC 8017, section 9.2, note 1: https://www.rfc-editor.org/rfc/rfc8017#section-9.2 */
const digestInfos: readonly (readonly [HashName, string])[] = [
  ['sha256', '3031300d060960864801650304020105000420'],
  ['sha1', '3021300906052b0e03021a05000414'],
  ['sha512', '3051300d060960864801650304020305000440'],
  ['sha384', '3041300d060960864801650304020205000430'],
  ['sha224', '302d300d06096086480165030402040500041c'],
  ['md5', '3020300c06082a864886f70d020505000410'],
]

/**
 * Opens the signature with the public key: undefined where another key made it, for a wrong key leaves no padding behind
 * (one in 2^64 would). No text is needed for that.
 */
export function openRsa(key: KeyObject, signature: Buffer): Opening | undefined {
  const content = decrypt(key, signature, constants.RSA_PKCS1_PADDING)
  if (content) return openPkcs1(content)
  const encoded = decrypt(key, signature, constants.RSA_NO_PADDING)
  return encoded && openPss(encoded, key.asymmetricKeyDetails?.modulusLength ?? 0)
}

function openPkcs1(content: Buffer): Opening | undefined {
  const hex = content.toString('hex')
  for (const [name, prefix] of digestInfos) {
    if (hex.startsWith(prefix)) return opening(name, 'pkcs1', content.subarray(prefix.length / 2))
  }
  const bare = hashNames.find((name) => hash(name, '', 'buffer').length === content.length)
  return bare && opening(bare, 'bare', content)
}

function opening(hash: HashName, scheme: 'pkcs1' | 'bare', digest: Buffer): Opening {
  return { hash, scheme, digest, isCertain: true, isOf: (other) => digest.equals(other) }
}

function decrypt(key: KeyObject, signature: Buffer, padding: number): Buffer | undefined {
  try {
    return publicDecrypt({ key, padding }, signature)
  } catch {
    return undefined
  }
}
