import { sign, verify } from 'node:crypto'

/**
 * How a key signs. Only the names of the ECC algorithms are documented, so that hash and encoding are chosen:
 * docs/protocol.md, "Algorithms".
 */
export interface Algorithm {
  readonly name: 'RSA256' | 'ECC256' | 'ECC224'
  readonly hash: 'sha256' | 'sha224'
  /** `raw`: r and s side by side. RSA has none. */
  readonly encoding?: 'der' | 'raw'
}

export const rsa256: Algorithm = { name: 'RSA256', hash: 'sha256' }

const dsaEncodings = { der: 'der', raw: 'ieee-p1363' } as const

/** The text that a signature is over, its body byte for byte. */
export function signedText(uri: string, clientId: string, time: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`POST ${uri}\n${clientId}.${time}.`), body])
}

export function signText(text: Buffer, key: string, { hash, encoding = 'der' }: Algorithm = rsa256): Buffer {
  return sign(hash, text, { key, dsaEncoding: dsaEncodings[encoding] })
}

/** Whether the key, in PEM, made the signature, by the hash and encoding of any of these. */
export function isSignatureOf(
  signature: Buffer,
  text: Buffer,
  key: string,
  algorithms: readonly Algorithm[],
): boolean {
  return algorithms.some(({ hash, encoding = 'der' }) =>
    verify(hash, text, { key, dsaEncoding: dsaEncodings[encoding] }, signature),
  )
}

/** Every way in which a signature of this name may have been made. */
export function algorithmsNamed(name: Algorithm['name']): readonly Algorithm[] {
  if (name === 'RSA256') return [rsa256]
  return (['sha256', 'sha224'] as const).flatMap((hash) =>
    (['der', 'raw'] as const).map((encoding) => ({ name, hash, encoding })),
  )
}
