import { constants, createDecipheriv, type KeyObject, privateDecrypt } from 'node:crypto'
import { readBytes, readPairs } from './header-pairs.ts'
import type { DecryptingKey } from './keys.ts'

/** By the length of the unwrapped key in bytes. */
const ciphers = new Map([
  [16, 'aes-128-ecb'],
  [24, 'aes-192-ecb'],
  [32, 'aes-256-ecb'],
])

/**
 * Decrypts the body of a verified request whose `Encrypt` header says RSA_AES: the base64 of AES/ECB/PKCS5, the AES key
 * wrapped with RSA/PKCS1 under the partner's public key. Antom's page names no mode: this one is inferred from Alipay's
 * sister gateway ZOLOZ (docs/protocol.md, "Encryption"). Undefined where the header, the key or the body does not fit:
 * messages are encrypted first and signed then, so that nobody but Alipay can find out which.
 */
export function decryptBody(
  header: string,
  body: Buffer,
  keys: readonly DecryptingKey[],
): Buffer | undefined {
  const pairs = readPairs(header)
  if (!pairs.ok || pairs.value.get('algorithm')?.toUpperCase() !== 'RSA_AES') return undefined
  const wrapped = readBytes(pairs.value.get('symmetrickey') ?? '')
  const encrypted = readBytes(body.toString('latin1').trim())
  if (!wrapped || !encrypted) return undefined
  const version = pairs.value.get('keyversion')
  const named = keys.filter((key) => !version || version === '0' || key.version === version)
  for (const { key } of named) {
    const content = decrypt(wrapped, encrypted, key)
    if (content) return content
  }
  return undefined
}

function decrypt(wrapped: Buffer, encrypted: Buffer, key: KeyObject): Buffer | undefined {
  try {
    const symmetricKey = privateDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, wrapped)
    const cipher = ciphers.get(symmetricKey.length)
    if (!cipher) return undefined
    const decipher = createDecipheriv(cipher, symmetricKey, null)
    return Buffer.concat([decipher.update(encrypted), decipher.final()])
  } catch {
    return undefined
  }
}
