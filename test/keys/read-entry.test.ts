import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readSecret } from '../../lib/keys/secret/read-secret.ts'
import { acquirer } from '../../lib/platforms/acquirer/platform.ts'
import { wallet } from '../../lib/platforms/wallet/platform.ts'
import { bare, eccPair, privatePem, publicPem, rsaPair } from './key-pairs.ts'
import {
  alipay,
  clientEntry,
  ecc,
  ourNext,
  ours,
  readA,
  secretOf,
  signingEntry,
  verifyingEntry,
} from './secrets.ts'

describe('a wrong key', () => {
  const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 })
  const edwards = generateKeyPairSync('ed25519')
  const belongs = (half: string) =>
    half === 'private'
      ? 'is a public key: your own private key belongs here'
      : "is a private key: Alipay's public key belongs here"

  it.each([
    ['that is missing', undefined, 'is missing'],
    ['of another type', 7, 'must be a string'],
    ['that is empty', '', 'is empty'],
    ['that is a placeholder', "<Alipay's public key>", 'is neither PEM nor base64'],
    ['that is our private key', privatePem(ours), belongs('public')],
    ["that is somebody's private key", bare(privatePem(rsaPair())), belongs('public')],
    ['that is our own public key', publicPem(ours), "is your own public key: Alipay's belongs here"],
    [
      'that is our next public key',
      bare(publicPem(ourNext)),
      "is your own public key: Alipay's belongs here",
    ],
    ['that is too short', publicPem(rsaPair(1024)), 'is an RSA key of 1024 bits: at least 2048 are needed'],
    ['for RSA-PSS', publicPem(pss), 'is an RSA-PSS key: RSA256 needs a plain RSA key'],
    [
      'on another curve',
      publicPem(eccPair('secp256k1')),
      'is on the curve secp256k1: no algorithm of the platforms uses it',
    ],
    ['of another kind', publicPem(edwards), 'is of type ed25519: no algorithm of the platforms uses it'],
    [
      "for another platform's algorithm",
      publicPem(eccPair('prime256v1')),
      'is for ECC256: antom knows RSA256 and ECC224 only',
    ],
  ])("%s is named where Alipay's belongs, and leaves the others working", (_what, key, message) => {
    const { keys, lines } = readA({
      signing: [signingEntry(ours, { current: true }), signingEntry(ourNext, { version: '2' })],
      verifying: [verifyingEntry(), { version: '2', key }],
    })
    expect(lines).toEqual([`antom clients.A.verifying[1].key: ${message}`])
    expect(keys?.verifying.map(({ version }) => version)).toEqual(['1'])
  })

  it.each([
    ['a public key', publicPem(rsaPair()), belongs('private')],
    ['our own public key', publicPem(ours), belongs('private')],
    ['a short key', privatePem(rsaPair(1024)), 'is an RSA key of 1024 bits: at least 2048 are needed'],
  ])('is named where ours belongs: %s', (_what, key, message) => {
    const { keys, lines } = readA(clientEntry({ signing: [{ version: '1', key }] }))
    expect(lines).toEqual([
      `antom clients.A.signing[0].key: ${message}`,
      'antom clients.A.signing: holds no key that can be used',
    ])
    expect(keys).toBeUndefined()
  })

  it('is what the platform does not list', () => {
    const text = secretOf({
      A: clientEntry({ signing: [signingEntry(ecc, { hash: 'sha256', encoding: 'der' })] }),
    })
    const messages = [acquirer, wallet].map((platform) => readSecret([text], platform).problems[0]?.message)
    expect(messages).toEqual([
      'is for ECC224: acquirer knows RSA256 and ECC256 only',
      'is for ECC224: wallet knows RSA256 only',
    ])
  })
})

describe('a wrong entry', () => {
  const version = 'must be a string such as "1": up to 32 letters, digits, dots, hyphens and underscores'

  it.each([
    ['no object', 'text', [': must be an object']],
    ['no version', { ...verifyingEntry(), version: undefined }, [`.version: ${version}`]],
    ['a numeric version', verifyingEntry(alipay, { version: 1 }), [`.version: ${version}`]],
    [
      'a version that no header carries',
      verifyingEntry(alipay, { version: '1,2' }),
      [`.version: ${version}`],
    ],
    ['everything missing', {}, [`.version: ${version}`, '.key: is missing']],
    [
      'an ECC key without its parameters',
      verifyingEntry(ecc),
      ['.hash: must be sha256 or sha224 for an ECC key', '.encoding: must be der or raw for an ECC key'],
    ],
    [
      'an ECC key without its encoding',
      verifyingEntry(ecc, { hash: 'sha256' }),
      ['.encoding: must be der or raw for an ECC key'],
    ],
    [
      'an ECC key with others',
      verifyingEntry(ecc, { hash: 'sha512', encoding: 'DER' }),
      ['.hash: must be sha256 or sha224 for an ECC key', '.encoding: must be der or raw for an ECC key'],
    ],
  ])('is named and left out: %s', (_what, entry, mistakes) => {
    const { keys, lines } = readA(
      clientEntry({ verifying: [entry, verifyingEntry(alipay, { version: '2' })] }),
    )
    expect(lines).toEqual(mistakes.map((mistake) => `antom clients.A.verifying[0]${mistake}`))
    expect(keys?.verifying.map(({ version }) => version)).toEqual(['2'])
  })

  it('that only has too much is used', () => {
    const { keys, lines } = readA({
      ...clientEntry({ verifying: [verifyingEntry(alipay, { current: true, hash: 'sha256', note: 'x' })] }),
      owner: 'x',
    })
    expect(lines).toEqual([
      'antom clients.A.owner: is ignored: it means nothing here',
      'antom clients.A.verifying[0].current: is ignored: it means nothing here',
      'antom clients.A.verifying[0].hash: is ignored: it means nothing here',
      'antom clients.A.verifying[0].note: is ignored: it means nothing here',
    ])
    expect(keys?.verifying).toHaveLength(1)
  })
})
