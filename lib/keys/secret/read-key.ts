import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { algorithmOf, algorithms } from '../../protocol/algorithms.ts'
import { type Checked, passed, refused } from '../../protocol/checked.ts'
import type { AlgorithmName } from '../../protocol/keys.ts'
import type { Platform } from '../../protocol/platform.ts'

export type Half = 'private' | 'public'

interface UsableKey {
  readonly key: KeyObject
  readonly algorithm: AlgorithmName
}

/** A key of the half that belongs there, fit for one of the platform's algorithms; or which mistake it is. */
export function readUsableKey(value: unknown, half: Half, platform: Platform): Checked<UsableKey, string> {
  if (typeof value !== 'string') return refused(value === undefined ? 'is missing' : 'must be a string')
  const read = readKey(value)
  if (!read.ok) return read
  const key = read.value
  if (key.type !== half) return refused(wrongHalf[half])
  const algorithm = algorithmOf(key)
  if (algorithm === undefined) return refused(describeUnknown(key))
  if (!platform.algorithms.includes(algorithm)) {
    return refused(`is for ${algorithm}: ${platform.name} knows ${platform.algorithms.join(' and ')} only`)
  }
  const row = algorithms.get(algorithm)
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (row?.keyType === 'rsa' && bits < row.minModulusBits) {
    return refused(`is an RSA key of ${bits} bits: at least ${row.minModulusBits} are needed`)
  }
  return passed({ key, algorithm })
}

const wrongHalf: Readonly<Record<Half, string>> = {
  private: 'is a public key: your own private key belongs here',
  public: "is a private key: Alipay's public key belongs here",
}

function describeUnknown({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  if (asymmetricKeyType === 'rsa-pss') return 'is an RSA-PSS key: RSA256 needs a plain RSA key'
  if (asymmetricKeyType !== 'ec')
    return `is of type ${asymmetricKeyType}: no algorithm of the platforms uses it`
  return `is on the curve ${asymmetricKeyDetails?.namedCurve}: no algorithm of the platforms uses it`
}

// Private forms first: Node would also read the public half out of a private key.
const forms: readonly ((der: Buffer) => KeyObject)[] = [
  (key) => createPrivateKey({ key, format: 'der', type: 'pkcs8' }),
  (key) => createPrivateKey({ key, format: 'der', type: 'pkcs1' }),
  (key) => createPrivateKey({ key, format: 'der', type: 'sec1' }),
  (key) => createPublicKey({ key, format: 'der', type: 'spki' }),
  (key) => createPublicKey({ key, format: 'der', type: 'pkcs1' }),
]

const encrypted = refused('is encrypted: paste it decrypted')

/**
 * Reads a key as the consoles and OpenSSL hand it out: PEM, its line breaks real, written `\n` or lost, or the bare
 * base64 within; SPKI, PKCS8, PKCS1 or SEC1, whatever a PEM label says. The refusal quotes nothing of the text.
 */
export function readKey(text: string): Checked<KeyObject, string> {
  if (text.trim() === '') return refused('is empty')
  if (/BEGIN ENCRYPTED|4,ENCRYPTED/.test(text)) return encrypted
  const der = derOf(text.replace(/\\[nr]/g, '\n'))
  if (der === undefined) return refused('is neither PEM nor base64')
  for (const read of forms) {
    try {
      return passed(read(der))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_MISSING_PASSPHRASE')
        return encrypted
    }
  }
  return refused('is not a key, or only a part of one')
}

function derOf(text: string): Buffer | undefined {
  const pem = /-----BEGIN ([A-Z ]*KEY)-----([^-]*)-----END \1-----/.exec(text)
  const base64 = (pem?.[2] ?? text).replace(/\s/g, '')
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : undefined
}
