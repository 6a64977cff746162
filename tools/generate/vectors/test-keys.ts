import { createPrivateKey, sign } from 'node:crypto'
import published from '../../../docs/vectors/keys.json' with { type: 'json' }

export type KeyName = keyof typeof published.keys

/** Signs with an RSA test key, in base64: the same text has the same signature each time. */
export function testSignature(text: Buffer, name: KeyName): string {
  const key = published.keys[name]
  if (!('testPrivateKey' in key)) throw new Error(`${name} has no private half`)
  const der = Buffer.from(key.testPrivateKey, 'base64')
  return sign(key.hash, text, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })).toString('base64')
}
