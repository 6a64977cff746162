import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readKey } from '../../../lib/keys/secret/read-key.ts'
import { type Checked, passed, refused } from '../../../lib/protocol/checked.ts'
import type { KnownKey } from '../known-keys.ts'

/**
 * The public half of the key in a file, in whatever form it is: PEM, bare base64 or DER; SPKI, PKCS1, PKCS8, SEC1 or a
 * certificate. Refused in half a sentence, which quotes nothing of it.
 */
export function readKeyFile(
  bytes: Buffer,
  source: string,
  owner: KnownKey['owner'],
): Checked<KnownKey, string> {
  const text = bytes.toString('utf8')
  // It has keys in it, and the first would be our own.
  if (/^\s*\{/.test(text)) return refused('is a secret: name it with --secret')
  const key = certifiedKey(bytes) ?? certifiedKey(Buffer.from(text, 'base64'))
  if (key) return passed({ owner, key, source })
  const isDer = bytes[0] === 0x30 && !/^[\w+/=\s-]*$/.test(text)
  const read = readKey(isDer ? bytes.toString('base64') : text)
  return read.ok ? passed({ owner, key: publicHalf(read.value), source }) : read
}

function publicHalf(key: KeyObject): KeyObject {
  return key.type === 'private' ? createPublicKey(key) : key
}

function certifiedKey(certificate: Buffer): KeyObject | undefined {
  try {
    return new X509Certificate(certificate).publicKey
  } catch {
    return undefined
  }
}
