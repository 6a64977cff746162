import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { type Checked, passed, refused } from '../protocol/checked.ts'

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
