import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { checkKey } from '../../tools/keys/check/check-key.ts'
import { keysAtHand } from '../../tools/keys/check/owners.ts'
import { isGood } from '../../tools/keys/check/print-key.ts'
import { consoles } from '../../tools/keys/consoles.ts'
import { selfSigned } from '../../tools/loopback/self-signed.ts'
import { bare, eccPair, privatePem, publicPem, rsaPair } from '../keys/key-pairs.ts'

const rsa = rsaPair()
const other = rsaPair()
const short = rsaPair(1024)
const p256 = eccPair('prime256v1')
const p384 = eccPair('secp384r1')
const certificate = selfSigned()
const pem = publicPem(rsa)
const line = bare(pem)
const lines = line.replace(/.{64}/g, '$&\n')
const platforms = Object.values(consoles).map(({ platform }) => platform)
const encryption = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' } as const
const pkcs1 = (pair = rsa) => pair.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString()

function check(pasted: string | Buffer, place?: 'signing' | 'verifying') {
  return checkKey('a file', Buffer.from(pasted), { place, platforms, known: [] })
}

const namesOf = (mistakes: readonly { readonly name: string }[]) => mistakes.map(({ name }) => name)

describe('what the receiver takes is said to be taken, by its form', () => {
  it.each<[string, string | Buffer, string, string[]]>([
    ['SPKI in PEM', pem, 'SPKI in PEM', []],
    ['SPKI as the consoles show it', line, 'SPKI in bare base64', []],
    ['base64 in lines', lines, 'SPKI in bare base64', []],
    ['PKCS#1', pkcs1(), 'PKCS#1 in PEM', []],
    ['a private key in PKCS#8', privatePem(rsa), 'PKCS#8 in PEM', []],
    [
      'a private key in PKCS#1',
      rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
      'PKCS#1 in PEM',
      [],
    ],
    [
      'a private key in SEC1',
      p256.privateKey.export({ type: 'sec1', format: 'pem' }).toString(),
      'SEC1 in PEM',
      [],
    ],
    ['line breaks that are lost', pem.replaceAll('\n', ''), 'SPKI in PEM', []],
    ['line breaks that are written', pem.replaceAll('\n', '\\n'), 'SPKI in PEM', ['line-breaks-written']],
    ['a byte order mark', `\ufeff${pem}`, 'SPKI in PEM', ['byte-order-mark']],
    ['a wide space', line.replace(/.{64}/, '$&\u00a0'), 'SPKI in bare base64', ['wide-space']],
    [
      'SPKI under the label of PKCS#1',
      pem.replaceAll('PUBLIC', 'RSA PUBLIC'),
      'SPKI in PEM',
      ['wrong-label'],
    ],
    ['a label of nobody', pem.replaceAll('PUBLIC', 'MY PUBLIC'), 'SPKI in PEM', ['wrong-label']],
    ['two keys', pem + publicPem(other), 'SPKI in PEM', ['several-keys']],
    [
      'EC parameters before the key',
      `-----BEGIN EC PARAMETERS-----\nBgUrgQQAIQ==\n-----END EC PARAMETERS-----\n${publicPem(p256)}`,
      'SPKI in PEM',
      [],
    ],
    [
      'two keys of base64, one behind the other',
      line + bare(publicPem(other)),
      'SPKI in bare base64',
      ['trailing-bytes'],
    ],
  ])('%s', (_, pasted, form, odd) => {
    const report = check(pasted)
    expect({
      form: report.form,
      wrong: report.wrong,
      odd: namesOf(report.odd),
      good: isGood(report),
    }).toEqual({ form, wrong: [], odd, good: true })
  })
})

const mistakes: readonly [string, string | Buffer, string, string[]][] = [
  ['nothing', ' \n', 'no key', ['empty']],
  ['an ellipsis', `${line.slice(0, 20)}\u2026${line.slice(-20)}`, 'no key', ['not-base64']],
  ['a placeholder', '<your private key>', 'no key', ['not-base64']],
  ['a masked key', `${line.slice(0, 40)}****`, 'no key', ['not-base64']],
  ['the end lost', line.slice(0, 300), 'no key', ['cut']],
  ['one character lost', line.slice(0, -1), 'no key', ['cut']],
  ['the beginning lost', line.slice(40), 'no key', ['cut']],
  ['the END line lost', pem.slice(0, pem.indexOf('-----END')), 'no key', ['line-missing']],
  [
    'plus signs read as spaces',
    `-----BEGIN PUBLIC KEY-----\n${lines.replaceAll('+', ' ')}\n-----END PUBLIC KEY-----`,
    'no key',
    ['plus-lost'],
  ],
  ['two EC keys of base64', bare(publicPem(p256)) + bare(publicPem(p256)), 'no key', ['several-keys']],
  ['labels that differ', pem.replace('END PUBLIC', 'END RSA PUBLIC'), 'no key', ['labels-differ']],
  ['a signature', Buffer.alloc(256, 7).toString('base64'), 'no key', ['signature']],
  ['en dashes', pem.replaceAll('--', '\u2013'), 'SPKI in PEM', ['typographic-dashes']],
  ['em dashes and hyphens', pem.replaceAll('-----', '\u2014\u2014-'), 'SPKI in PEM', ['typographic-dashes']],
  ['four hyphens', pem.replaceAll('-----', '----'), 'SPKI in PEM', ['hyphens']],
  ['curly quotes', `\u201c${line}\u201d`, 'SPKI in bare base64', ['quotes']],
  [
    'a string of a program',
    `"${line.slice(0, 64)}" +\n  "${line.slice(64)}";`,
    'SPKI in bare base64',
    ['quotes'],
  ],
  [
    'a zero-width space',
    `${line.slice(0, 9)}\u200b${line.slice(9)}`,
    'SPKI in bare base64',
    ['invisible-character'],
  ],
  ['percent-encoding', encodeURIComponent(line), 'SPKI in bare base64', ['percent-encoded']],
  ['url-safe base64', line.replaceAll('+', '-').replaceAll('/', '_'), 'SPKI in bare base64', ['url-safe']],
  [
    'UTF-16 of Windows',
    Buffer.from(`\ufeff"${line}"`, 'utf16le'),
    'SPKI in bare base64',
    ['byte-order-mark', 'quotes'],
  ],
  ['DER', rsa.publicKey.export({ type: 'spki', format: 'der' }), 'SPKI in DER', ['binary']],
  ['1024 bits', publicPem(short), 'SPKI in PEM', ['too-short']],
  ['RSA-PSS', publicPem(generateKeyPairSync('rsa-pss', { modulusLength: 2048 })), 'SPKI in PEM', ['rsa-pss']],
  ['a curve of nobody', publicPem(p384), 'SPKI in PEM', ['unused-curve']],
  ['Ed25519', publicPem(generateKeyPairSync('ed25519')), 'SPKI in PEM', ['unused-type']],
  ['a passphrase', rsa.privateKey.export(encryption).toString(), 'an encrypted private key', ['encrypted']],
  [
    'a passphrase, bare',
    bare(rsa.privateKey.export(encryption).toString()),
    'an encrypted private key',
    ['encrypted'],
  ],
  ['a certificate', certificate.cert, 'an X.509 certificate', ['certificate']],
  [
    'a certificate, bare',
    new X509Certificate(certificate.cert).raw.toString('base64'),
    'an X.509 certificate',
    ['certificate'],
  ],
  ['a JWK', JSON.stringify(rsa.publicKey.export({ format: 'jwk' })), 'a JWK', ['jwk']],
  ['a set of JWKs', JSON.stringify({ keys: [rsa.publicKey.export({ format: 'jwk' })] }), 'a JWK', ['jwk']],
  ['a secret', JSON.stringify({ clients: {} }), 'a whole secret', ['whole-secret']],
  ['other JSON', '{"key":1}', 'JSON', ['json']],
  ['OpenSSH', 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ== me@host', 'an OpenSSH public key', ['openssh']],
  [
    'OpenSSH, private',
    '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk=\n-----END OPENSSH PRIVATE KEY-----\n',
    'an OpenSSH private key',
    ['openssh'],
  ],
  [
    'SSH2',
    '---- BEGIN SSH2 PUBLIC KEY ----\nAAAAB3NzaC1yc2E=\n---- END SSH2 PUBLIC KEY ----',
    'an SSH2 public key',
    ['hyphens', 'ssh2'],
  ],
  ['PuTTY', 'PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\n', 'a PuTTY key', ['putty']],
  [
    'PGP',
    '-----BEGIN PGP PUBLIC KEY BLOCK-----\nVersion: 1\n\nmQENBF\n-----END PGP PUBLIC KEY BLOCK-----',
    'a PGP key',
    ['pgp'],
  ],
  [
    'a request for a certificate',
    '-----BEGIN CERTIFICATE REQUEST-----\nMIIC\n-----END CERTIFICATE REQUEST-----',
    'a request for a certificate',
    ['certificate-request'],
  ],
  ['a Java key store', Buffer.from('feedfeed0000000200000001', 'hex'), 'a Java key store', ['key-store']],
  [
    'PKCS#12',
    Buffer.from('308209d10201033082099706092a864886f70d010701', 'hex'),
    'a PKCS#12 store',
    ['pkcs12'],
  ],
]

describe('what the receiver refuses is named, with what to do', () => {
  it.each(mistakes)('%s', (_, pasted, form, wrong) => {
    const report = check(pasted)
    expect({
      form: report.form,
      wrong: namesOf(report.wrong),
      odd: report.odd,
      good: isGood(report),
    }).toEqual({ form, wrong, odd: [], good: false })
    expect(report.answers.every(({ refusal }) => refusal)).toBe(true)
  })

  it.each<[string, string | Buffer, string]>([
    [
      'a character, its line and column',
      `${line.slice(0, 64)}\n${line.slice(64, 70)}\u2026`,
      'an ellipsis (U+2026) at line 2, column 7',
    ],
    ['one in a PEM', pem.replace(/\n(.{10})./, '\n$1*'), '"*" at line 2, column 11'],
    ['how much is missing', bare(pem).slice(0, 388), 'says that it is 294 bytes long, and 291 are there'],
    ['the size', publicPem(short), '1024 bits'],
    ['the curve', publicPem(p384), 'secp384r1'],
  ])('%s', (_, pasted, words) => {
    expect(check(pasted).wrong[0]?.what).toContain(words)
  })

  it('and what is inside a form that it does not read is shown all the same', () => {
    expect(check(certificate.cert).fingerprint).toBe(check(certificate.key).fingerprint)
    const { fingerprint } = check(pem)
    expect(check(JSON.stringify(rsa.privateKey.export({ format: 'jwk' })))).toMatchObject({
      half: 'private',
      fingerprint,
    })
  })
})

describe('whose a key is', () => {
  const secret = JSON.stringify({
    clients: {
      SHOP: {
        signing: [{ version: '2', key: privatePem(rsa), current: true }],
        verifying: [{ version: '7', key: publicPem(other) }],
      },
    },
  })
  const known = keysAtHand([{ platform: consoles.antom.platform, source: 'antom.json', texts: [secret] }])
  const asked = (pasted: string, place?: 'signing' | 'verifying') =>
    checkKey('a file', Buffer.from(pasted), { place, platforms, known })

  it.each<[string, string, object]>([
    [
      'our private key',
      privatePem(rsa),
      { owner: 'partner', clientId: 'SHOP', version: '2', signs: true, platform: 'antom' },
    ],
    ['its public half', pem, { owner: 'partner', version: '2' }],
    ["Alipay's", publicPem(other), { owner: 'alipay', clientId: 'SHOP', version: '7', source: 'antom.json' }],
  ])('is said of %s', (_, pasted, owner) => {
    expect(asked(pasted).owners).toEqual([expect.objectContaining(owner)])
  })

  it('is unknown of a key that nobody here has', () => {
    expect(asked(publicPem(rsaPair())).owners).toEqual([])
  })

  it.each<[string, string, 'signing' | 'verifying', string[]]>([
    ["our public key in Alipay's place", pem, 'verifying', ['own-key-in-alipays-place']],
    ["our private key in Alipay's place", privatePem(rsa), 'verifying', ['private-in-public-place']],
    ['a public key in the place of ours', publicPem(other), 'signing', ['public-in-private-place']],
    ["Alipay's in its own", publicPem(other), 'verifying', []],
    ['ours in its own', privatePem(rsa), 'signing', []],
  ])('decides where it belongs: %s', (_, pasted, place, wrong) => {
    const report = asked(pasted, place)
    expect([namesOf(report.wrong), isGood(report)]).toEqual([wrong, wrong.length === 0])
  })

  it('warns of the keys of the public test vectors', () => {
    const test = known.find(({ owner }) => owner === 'test')
    const spki = test?.publicKey.export({ type: 'spki', format: 'pem' }).toString() ?? ''
    expect(namesOf(asked(spki).wrong)).toContain('test-key')
  })
})
