import { constants, generateKeyPairSync, hash, privateEncrypt } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { signatureReadings } from '../../tools/doctor/signature/signature-readings.ts'
import { clientOf, makePair, ringOf } from '../protocol/sender.ts'
import {
  BODY,
  type Came,
  examine,
  exhibitOf,
  genuine,
  keyOf,
  makeWorld,
  namesOf,
  type Signed,
  signatureOf,
} from './world.ts'

const { alipay, newer, ours, ofOtherClient, ofWallet, pasted, known } = makeWorld()

const header = (value: string) => `algorithm=RSA256, keyVersion=1, signature=${value}`
const hexOf = (base64: string) => Buffer.from(base64, 'base64').toString('hex')

/** One whose signature has every sign of base64 in it, so that each damage shows. */
const telling = findTelling()

function findTelling(): string {
  for (let n = 0; ; n++) {
    const body = `{"n":${n}}`
    const base64 = signatureOf({ ...genuine, pair: alipay, body })
    if (/\+.*\/.*\//.test(base64)) return body
  }
}

it('a + that stood in front is among those that became spaces', () => {
  const bytes = Buffer.concat([Buffer.from([0xf8]), Buffer.alloc(255, 7)])
  const value = bytes.toString('base64').replaceAll('+', ' ')
  const readings = signatureReadings(`algorithm=RSA256,keyVersion=1,signature=${value}`)
  const own = readings.filter(({ causes }) => causes.some(({ name }) => name === 'plus-to-space'))
  expect(own.map((reading) => reading.bytes)).toContainEqual(bytes)
})

describe('a Signature header that was damaged', () => {
  it.each<[name: string, spell: Came['spell']]>([
    ['plus-to-space', (base64) => header(base64.replaceAll('+', ' '))],
    ['signature-encoded-twice', (base64) => header(encodeURIComponent(encodeURIComponent(base64)))],
    ['signature-line-breaks', (base64) => header(base64.replace(/.{76}/g, '$&\n'))],
    ['signature-line-breaks', (base64) => header(encodeURIComponent(base64.replace(/.{76}/g, '$&\r\n')))],
    ['signature-quoted', (base64) => header(`"${base64}"`)],
    ['signature-hex', (base64) => header(hexOf(base64))],
    ['signature-hex', (base64) => header(Buffer.from(hexOf(base64)).toString('base64'))],
    ['signature-base64-odd', (base64) => header(`${base64}=`)],
    ['signature-base64-odd', (base64) => header(base64.replace('/', '_'))],
    ['signature-base64-twice', (base64) => header(Buffer.from(base64).toString('base64'))],
    ['signature-reversed', (base64) => header(Buffer.from(base64, 'base64').reverse().toString('base64'))],
    ['signature-header-form', (base64) => base64],
    [
      'header-doubled',
      (base64) => `${header(encodeURIComponent(base64))}, ${header(encodeURIComponent(base64))}`,
    ],
    [
      'signature-header-form',
      (base64) => `{"algorithm":"RSA256","keyVersion":"1","signature":"${encodeURIComponent(base64)}"}`,
    ],
  ])('%s', (name, spell) => {
    const diagnosis = examine(exhibitOf({ pair: alipay, body: telling }, { spell, body: telling }), known)
    expect(namesOf(diagnosis)).toEqual([name])
    expect(diagnosis).toMatchObject({ verdict: 'EXPLAINED', key: { kind: 'made-by' } })
  })

  it('twice: both are named', () => {
    const spell = (base64: string) => header(`"${encodeURIComponent(encodeURIComponent(base64))}"`)
    const diagnosis = examine(exhibitOf({ pair: alipay }, { spell }), known)
    expect(namesOf(diagnosis).toSorted()).toEqual(['signature-encoded-twice', 'signature-quoted'])
  })
})

describe('a header beside the signature', () => {
  it.each<[name: string, parameters: string, pair?: typeof alipay]>([
    ['key-version-wrong', 'algorithm=RSA256, keyVersion=2'],
    ['key-version-wrong', 'algorithm=RSA256, keyVersion=7'],
    ['algorithm-wrong', 'algorithm=ECC224, keyVersion=1'],
    ['algorithm-wrong', 'algorithm=RS256, keyVersion=1'],
    ['key-version-wrong', 'keyVersion=1', newer],
  ])('%s: %s', (name, parameters, pair = alipay) => {
    const spell = (base64: string) => `${parameters}, signature=${encodeURIComponent(base64)}`
    expect(namesOf(examine(exhibitOf({ pair }, { spell }), known))).toEqual([name])
  })

  it('under another name', () => {
    const came = { clientId: undefined, headers: { client_id: 'CLIENT_1' } }
    expect(namesOf(examine(exhibitOf({ pair: alipay }, came), known))).toEqual(['header-renamed'])
  })
})

describe('the key', () => {
  it.each<[name: string, signed: Partial<Signed>]>([
    ['own-key', { pair: ours }],
    ['key-of-other-client', { pair: ofOtherClient }],
    ['key-of-other-platform', { pair: ofWallet }],
    ['key-not-in-secret', { pair: pasted }],
    ['hash-other', { pair: alipay, hash: 'sha1' }],
    ['hash-other', { pair: alipay, hash: 'sha512' }],
    ['padding-pss', { pair: alipay, options: { padding: constants.RSA_PKCS1_PSS_PADDING } }],
    ['padding-pss', { pair: alipay, options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } }],
  ])('%s', (name, signed) => {
    const diagnosis = examine(exhibitOf({ pair: alipay, ...signed }), known)
    expect(namesOf(diagnosis)).toEqual([name])
    expect(diagnosis.key).toMatchObject({ kind: 'made-by', hash: signed.hash ?? 'sha256' })
  })

  it('is known for certain, though another text was signed', () => {
    const { verdict, key, leaves } = examine(exhibitOf({ pair: ofWallet, text: 'anything' }), known)
    expect(verdict).toBe('UNEXPLAINED')
    const signedDigest = hash('sha256', 'anything')
    expect(key).toMatchObject({
      kind: 'made-by',
      key: { clientId: 'WALLET_1' },
      hash: 'sha256',
      signedDigest,
    })
    expect(leaves.join()).toContain(signedDigest)
  })

  it('is known for certain without any body', () => {
    const { body: _, ...exhibit } = exhibitOf({ pair: newer })
    const { verdict, key } = examine({ ...exhibit, body: undefined }, known)
    expect(verdict).toBe('UNEXPLAINED')
    expect(key).toMatchObject({ kind: 'made-by', key: { version: '2' } })
  })

  it('encrypted the bare digest', () => {
    const text = `POST /antom/notify\nCLIENT_1.2026-11-21T02:00:30Z.${BODY}`
    const bare = privateEncrypt(alipay.signing.key, hash('sha256', text, 'buffer')).toString('base64')
    const spell = () => header(encodeURIComponent(bare))
    expect(namesOf(examine(exhibitOf({ pair: alipay }, { spell }), known))).toEqual(['digest-info-missing'])
  })

  it('is of another size than any that is known', () => {
    const small = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const pair = { ...alipay, signing: { ...alipay.signing, key: small.privateKey } }
    const diagnosis = examine(exhibitOf({ pair }), known)
    expect(diagnosis).toMatchObject({ verdict: 'EXPLAINED', key: { kind: 'by-none' } })
    expect(namesOf(diagnosis)).toEqual(['signature-length'])
  })
})

describe('an ECC key', () => {
  const pair = makePair('ECC256', { hash: 'sha256', encoding: 'raw' })
  const inDer = { ...pair, signing: { ...pair.signing, encoding: 'der' as const } }
  const other = makePair('ECC256', { hash: 'sha256', encoding: 'raw' })
  const small = makePair('ECC224', { hash: 'sha224', encoding: 'der', version: '2' })
  const ecc = {
    rings: new Map<PlatformName, ReturnType<typeof ringOf>>([
      ['worldfirst', ringOf(clientOf('CLIENT_1', [pair, small]))],
    ]),
    keys: [
      keyOf(pair, 'worldfirst', 'CLIENT_1'),
      keyOf(small, 'worldfirst', 'CLIENT_1'),
      { owner: 'alipay' as const, key: other.verifying.key, source: 'key.pem' },
    ],
  }
  const spell = (base64: string) => `signature=${encodeURIComponent(base64)}`

  it.each<[names: readonly string[], signed: Partial<Signed>, came: Partial<Came>]>([
    [[], {}, {}],
    [['json-indented'], { body: JSON.stringify(JSON.parse(BODY), null, 2) }, {}],
    [['stage-missing'], { uri: '/prod/antom/notify', pair: small, hash: 'sha224' }, {}],
    [['hash-other'], { hash: 'sha512' }, {}],
    [['encoding-other'], { pair: inDer }, {}],
    [['key-not-in-secret'], { pair: other }, {}],
    [['hash-other', 'newline-added'], { hash: 'sha1' }, { body: `${BODY}\n` }],
    [['stage-missing', 'newline-added'], { uri: '/prod/antom/notify' }, { body: `${BODY}\n` }],
  ])('%j', (names, signed, came) => {
    const diagnosis = examine(exhibitOf({ pair, ...signed }, { spell, ...came }), ecc)
    expect(namesOf(diagnosis).toSorted()).toEqual(names.toSorted())
    expect(diagnosis.verdict).toBe(names.length > 0 ? 'EXPLAINED' : 'VALID')
    expect(diagnosis.key.kind).toBe('made-by')
  })

  it('says nothing of itself where its text is not found', () => {
    const { verdict, key } = examine(exhibitOf({ pair, text: 'anything' }, { spell }), ecc)
    expect({ verdict, kind: key.kind }).toEqual({ verdict: 'UNEXPLAINED', kind: 'silent' })
  })
})
