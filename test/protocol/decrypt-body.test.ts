import { constants, createCipheriv, generateKeyPairSync, publicEncrypt, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decryptBody } from '../../lib/protocol/decrypt-body.ts'

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
const keys = [{ version: '1', key: pair.privateKey }]
const content = Buffer.from('{"paymentRequestId":"1","note":"é"}')

/** As the sibling gateway's SDK encrypts, with node:crypto alone. */
function encrypt(bytes: Buffer, keyBytes = 32, publicKey = pair.publicKey) {
  const symmetricKey = randomBytes(keyBytes)
  const cipher = createCipheriv(`aes-${(keyBytes * 8) as 128}-ecb`, symmetricKey, null)
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]).toString('base64')
  const wrapped = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, symmetricKey)
  return { body: Buffer.from(body), wrapped: encodeURIComponent(wrapped.toString('base64')) }
}

const header = (wrapped: string, version = '1', algorithm = 'RSA_AES') =>
  `algorithm=${algorithm}, keyVersion=${version}, symmetricKey=${wrapped}`

describe('an encrypted body', () => {
  it.each([16, 24, 32])('is decrypted with a key of %i bytes', (keyBytes) => {
    const { body, wrapped } = encrypt(content, keyBytes)
    expect(decryptBody(header(wrapped), body, keys)).toEqual(content)
  })

  it('is decrypted whatever its bytes, and however the header is spelt', () => {
    const bytes = fc.uint8Array({ maxLength: 500 }).map((array) => Buffer.from(array))
    const spell = fc.constantFrom(
      (wrapped: string) => header(wrapped),
      (wrapped: string) => `symmetrickey=${decodeURIComponent(wrapped)},ALGORITHM=rsa_aes`,
      (wrapped: string) => header(wrapped, '0'),
    )
    fc.assert(
      fc.property(bytes, spell, (plain, spelling) => {
        const { body, wrapped } = encrypt(plain)
        expect(decryptBody(spelling(wrapped), body, keys)).toEqual(plain)
      }),
      { numRuns: 50 },
    )
  })

  it('is decrypted with the key that the header names, or with each where it names none', () => {
    const { body, wrapped } = encrypt(content)
    const both = [{ version: '2', key: other.privateKey }, ...keys]
    expect(decryptBody(header(wrapped), body, both)).toEqual(content)
    expect(decryptBody(header(wrapped, '2'), body, both)).not.toEqual(content)
    expect(decryptBody(`algorithm=RSA_AES,symmetricKey=${wrapped}`, body, both)).toEqual(content)
  })

  it('stays as it is under another algorithm, without a key, or where anything is missing', () => {
    const { body, wrapped } = encrypt(content)
    expect(decryptBody(header(wrapped, '1', 'RSA'), body, keys)).toBeUndefined()
    expect(decryptBody(header(wrapped, '9'), body, keys)).toBeUndefined()
    expect(decryptBody(header(wrapped), body, [])).toBeUndefined()
    expect(decryptBody('algorithm=RSA_AES', body, keys)).toBeUndefined()
    expect(decryptBody(header(wrapped), Buffer.from('{}'), keys)).toBeUndefined()
    expect(decryptBody(header(wrapped), body.subarray(0, -5), keys)).toBeUndefined()
  })

  it('never throws, whatever header and body say', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array(), (text, bytes) => {
        expect(decryptBody(text, Buffer.from(bytes), keys)).toBeUndefined()
        decryptBody(header(encodeURIComponent(text)), Buffer.from(bytes), keys)
      }),
    )
  })
})
