import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readKey } from '../../lib/keys/secret/read-key.ts'
import { bare, eccPair, privatePem, publicPem, rsaPair } from './key-pairs.ts'

const rsa = rsaPair()
const ecc = eccPair('secp224r1')
const encryption = { cipher: 'aes-256-cbc', passphrase: 'secret' }

const forms = {
  'an RSA public key in SPKI': { pem: publicPem(rsa), key: rsa.publicKey },
  'an RSA public key in PKCS1': {
    pem: rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    key: rsa.publicKey,
  },
  'an RSA private key in PKCS8': { pem: privatePem(rsa), key: rsa.privateKey },
  'an RSA private key in PKCS1': {
    pem: rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    key: rsa.privateKey,
  },
  'an ECC public key in SPKI': { pem: publicPem(ecc), key: ecc.publicKey },
  'an ECC private key in PKCS8': { pem: privatePem(ecc), key: ecc.privateKey },
  'an ECC private key in SEC1': {
    pem: ecc.privateKey.export({ type: 'sec1', format: 'pem' }).toString(),
    key: ecc.privateKey,
  },
}

const spellings: Readonly<Record<string, (pem: string) => string>> = {
  'as PEM': (pem) => pem,
  'as PEM with CRLF': (pem) => pem.replaceAll('\n', '\r\n'),
  'as PEM with written \\n': (pem) => pem.replaceAll('\n', '\\n'),
  'as PEM with written \\r\\n': (pem) => pem.replaceAll('\n', '\\r\\n'),
  'as PEM on one line': (pem) => pem.replaceAll('\n', ' '),
  'as PEM with no line breaks': (pem) => pem.replaceAll('\n', ''),
  'as PEM between spaces and after parameters': (pem) =>
    ` \t-----BEGIN EC PARAMETERS-----\nBgUrgQQAIQ==\n-----END EC PARAMETERS-----\n${pem}\n `,
  'as PEM under another label': (pem) => pem.replace(/(BEGIN|END) [A-Z ]+/g, '$1 KEY'),
  'as bare base64': bare,
  'as bare base64 with line breaks': (pem) => `\n${bare(pem).replace(/.{76}/g, '$&\r\n')} `,
}

describe.each(Object.entries(forms))('%s', (_form, { pem, key }) => {
  it.each(Object.entries(spellings))('is read %s', (_spelling, spell) => {
    const read = readKey(spell(pem))
    expect(read.ok && read.value.type === key.type && read.value.equals(key)).toBe(true)
  })

  it('is not read in part', () => {
    expect(readKey(bare(pem).slice(0, 60))).toEqual({
      ok: false,
      refusal: 'is not a key, or only a part of one',
    })
  })
})

describe('what is no key', () => {
  const encrypted = 'is encrypted: paste it decrypted'
  const encryptedPem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem', ...encryption }).toString()

  it.each([
    ['an empty text', ' \n', 'is empty'],
    ['a placeholder', '<private key>', 'is neither PEM nor base64'],
    ['a PEM without its end', privatePem(rsa).slice(0, 500), 'is neither PEM nor base64'],
    ['base64 of something else', 'aGVsbG8=', 'is not a key, or only a part of one'],
    ['an encrypted PKCS8', encryptedPem, encrypted],
    ['the base64 of an encrypted PKCS8', bare(encryptedPem), encrypted],
    [
      'an encrypted PKCS1',
      rsa.privateKey.export({ type: 'pkcs1', format: 'pem', ...encryption }).toString(),
      encrypted,
    ],
  ])('is said of %s', (_what, text, message) => {
    expect(readKey(text)).toEqual({ ok: false, refusal: message })
  })
})

it('reads keys that no platform uses, for the platform to refuse', () => {
  const { publicKey } = generateKeyPairSync('ed25519')
  const read = readKey(publicKey.export({ type: 'spki', format: 'pem' }).toString())
  expect(read.ok && read.value.asymmetricKeyType).toBe('ed25519')
})
