import { createSecretKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  algorithmNamed,
  algorithmOf,
  algorithms,
  fitsKey,
  signText,
  verifySignature,
} from '../../lib/protocol/algorithms.ts'
import { describePair, makePair, makePairs } from './sender.ts'

const pairs = makePairs()
const text = Buffer.from('POST /notify\nC.1.{}')

const options = (encoding: 'der' | 'raw' | undefined) =>
  ({ dsaEncoding: encoding === 'raw' ? 'ieee-p1363' : 'der' }) as const

describe('algorithmOf', () => {
  it.each([...algorithms.keys()])('knows both halves of a pair for %s', (name) => {
    const { verifying, signing } = makePair(name)
    expect(algorithmOf(verifying.key)).toBe(name)
    expect(algorithmOf(signing.key)).toBe(name)
  })

  it('says RSA256 of a short key too: its length is judged where it is read', () => {
    expect(algorithmOf(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey)).toBe('RSA256')
  })

  it.each([
    ['RSA-PSS', generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey],
    ['Ed25519', generateKeyPairSync('ed25519').publicKey],
    ['secp256k1', generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey],
    ['secp384r1', generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).publicKey],
    ['a secret key', createSecretKey(Buffer.alloc(32))],
  ])('knows no algorithm for %s', (_, key) => {
    expect(algorithmOf(key)).toBeUndefined()
  })
})

describe('algorithmNamed', () => {
  it.each(['RSA256', 'rsa256', 'Rsa256'])('finds %s', (name) => {
    expect(algorithmNamed(name)).toBe('RSA256')
  })

  it.each(['RSA', 'RSA2', 'HS256', 'none', '__proto__', 'constructor', ''])('does not know %j', (name) => {
    expect(algorithmNamed(name)).toBeUndefined()
  })
})

describe.each(pairs.map((pair) => [describePair(pair), pair] as const))('%s', (_, { verifying, signing }) => {
  const { hash, encoding } = verifying

  it('verifies what node:crypto signed, and nothing else', () => {
    const signature = sign(hash, text, { key: signing.key, ...options(encoding) })
    expect(fitsKey(signature, verifying)).toBe(true)
    expect(verifySignature(text, verifying, signature)).toBe(true)
    expect(verifySignature(Buffer.concat([text, Buffer.from('\n')]), verifying, signature)).toBe(false)
  })

  it('signs what node:crypto verifies', async () => {
    const signature = await signText(text, signing)
    expect(verify(hash, text, { key: verifying.key, ...options(encoding) }, signature)).toBe(true)
  })

  it('does not verify a signature of the other hash', () => {
    const other = hash === 'sha256' ? 'sha224' : 'sha256'
    const signature = sign(other, text, { key: signing.key, ...options(encoding) })
    expect(verifySignature(text, verifying, signature)).toBe(false)
  })

  it('never throws on bytes that are no signature', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(verifySignature(text, verifying, Buffer.from(bytes))).toBe(false)
      }),
    )
  })
})

describe('fitsKey', () => {
  const [rsa, p256Der, p256Raw, p224Der, p224Raw] = pairs.map(({ verifying }) => verifying)

  it.each([
    ['the modulus', rsa, 256, 256],
    ['DER of two 32-byte integers', p256Der, 8, 72],
    ['64 raw bytes', p256Raw, 64, 64],
    ['DER of two 28-byte integers', p224Der, 8, 64],
    ['56 raw bytes', p224Raw, 56, 56],
  ])('takes exactly %s', (_, key, shortest, longest) => {
    const fits = (length: number) => key !== undefined && fitsKey(Buffer.alloc(length), key)
    expect([shortest - 1, shortest, longest, longest + 1].map(fits)).toEqual([false, true, true, false])
  })

  it('goes by the modulus of the very key', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
    const key = { ...makePair('RSA256').verifying, key: publicKey }
    expect([256, 384].map((length) => fitsKey(Buffer.alloc(length), key))).toEqual([false, true])
  })

  it('takes every DER signature that a key makes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pairs), fc.uint8Array(), ({ verifying, signing }, content) => {
        const signature = sign(verifying.hash, content, { key: signing.key, ...options(verifying.encoding) })
        expect(fitsKey(signature, verifying)).toBe(true)
      }),
    )
  })
})

describe('signText', () => {
  it('rejects where the key cannot sign', async () => {
    const { signing, verifying } = makePair('RSA256')
    await expect(signText(text, { ...signing, key: verifying.key })).rejects.toThrow()
  })
})
