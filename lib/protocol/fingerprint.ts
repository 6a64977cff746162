import { hash, type KeyObject } from 'node:crypto'

const SHORT_LENGTH = 16

/** What names a public key: the SHA-256 of its DER (SPKI) in hex, as OpenSSL writes it. */
export function fingerprintOf(publicKey: KeyObject): string {
  return hash('sha256', publicKey.export({ type: 'spki', format: 'der' }))
}

/** Its first 16 digits, as the log has them: enough to tell keys apart. */
export function shortFingerprintOf(publicKey: KeyObject): string {
  return fingerprintOf(publicKey).slice(0, SHORT_LENGTH)
}
