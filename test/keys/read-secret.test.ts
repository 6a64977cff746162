import { createPrivateKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readSecret } from '../../lib/keys/secret/read-secret.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { bare, eccPair, privatePem, rsaPair } from './key-pairs.ts'
import {
  alipay,
  alipayNext,
  clientEntry,
  ecc,
  ourNext,
  ours,
  readA,
  reading,
  secretOf,
  signingEntry,
  verifyingEntry,
} from './secrets.ts'

describe('a secret without mistakes', () => {
  it('gives each client its keys', () => {
    const { clients, lines } = reading(secretOf({ A: clientEntry(), 'B.1': clientEntry() }))
    expect(lines).toEqual([])
    expect([...clients.keys()]).toEqual(['A', 'B.1'])
    expect(clients.get('A')).toMatchObject({
      clientId: 'A',
      signing: { use: 'sign', version: '1', algorithm: 'RSA256', hash: 'sha256', encoding: undefined },
      verifying: [{ use: 'verify', version: '1', algorithm: 'RSA256', hash: 'sha256', encoding: undefined }],
    })
  })

  it('names hash and encoding of an ECC key', () => {
    const { keys, lines } = readA({
      signing: [signingEntry(ecc, { hash: 'sha224', encoding: 'raw' })],
      verifying: [verifyingEntry(eccPair('secp224r1'), { hash: 'sha256', encoding: 'der' })],
    })
    expect(lines).toEqual([])
    expect(keys).toMatchObject({
      signing: { algorithm: 'ECC224', hash: 'sha224', encoding: 'raw' },
      verifying: [{ algorithm: 'ECC224', hash: 'sha256', encoding: 'der' }],
    })
  })

  it('of two types of keys leaves no error of OpenSSL behind for whoever reads a key next', () => {
    const verifying = [verifyingEntry(ecc, { hash: 'sha224', encoding: 'raw' })]
    expect(readA(clientEntry({ verifying })).lines).toEqual([])
    expect(createPrivateKey(privatePem(ours)).type).toBe('private')
  })

  it('goes on in its continuations', () => {
    const { clients, lines } = reading(secretOf({ A: clientEntry() }), secretOf({ B: clientEntry() }))
    expect(lines).toEqual([])
    expect([...clients.keys()]).toEqual(['A', 'B'])
  })

  it('may begin with a byte order mark', () => {
    expect(reading(`\uFEFF${secretOf({ A: clientEntry() })}\n`).lines).toEqual([])
  })

  it('signs with the current key', () => {
    const signing = [signingEntry(ours, { current: true }), signingEntry(ourNext, { version: '2' })]
    const { keys, lines } = readA(clientEntry({ signing }))
    expect(lines).toEqual([])
    expect(keys?.signing.version).toBe('1')
  })

  it('verifies with the newest key first, and with both of one version', () => {
    const third = rsaPair()
    const verifying = [
      verifyingEntry(alipay, { version: '9' }),
      verifyingEntry(alipayNext, { version: '10' }),
      verifyingEntry(third, { version: '9' }),
    ]
    const { keys, lines } = readA(clientEntry({ verifying }))
    expect(lines).toEqual([])
    expect(keys?.verifying.map(({ version }) => version)).toEqual(['10', '9', '9'])
    expect(keys?.verifying[2]?.key.equals(third.publicKey)).toBe(true)
  })
})

describe('a wrong client', () => {
  it.each([
    ['no object', 7, [': must be an object']],
    [
      'no lists',
      {},
      [
        '.signing: is missing',
        '.signing: holds no key that can be used',
        '.verifying: is missing',
        '.verifying: holds no key that can be used',
      ],
    ],
    [
      'a list of another type',
      clientEntry({ verifying: {} }),
      ['.verifying: must be a list', '.verifying: holds no key that can be used'],
    ],
    ["no key of Alipay's", clientEntry({ verifying: [] }), ['.verifying: holds no key that can be used']],
    ['no key of ours', clientEntry({ signing: [] }), ['.signing: holds no key that can be used']],
  ])('is unreadable, and leaves the others working: %s', (_what, client, mistakes) => {
    const { clients, lines } = reading(secretOf({ A: client, B: clientEntry() }))
    expect(lines).toEqual(mistakes.map((mistake) => `antom clients.A${mistake}`))
    expect(clients.get('A')).toBe('unreadable')
    expect(clients.get('B')).toBeTypeOf('object')
  })

  it('begins with the id of another and a dot', () => {
    const clients = { 'A.1.2': clientEntry(), A: 7, 'A1.B': clientEntry(), 'A.1': clientEntry() }
    const read = reading(secretOf(clients))
    expect(read.lines).toEqual([
      'antom clients.A: must be an object',
      'antom clients.A.1.2: is refused: it is another Client-Id with a dot and more after it',
      'antom clients.A.1: is refused: it is another Client-Id with a dot and more after it',
    ])
    expect(read.clients.get('A.1')).toBe('unreadable')
    expect(read.clients.get('A1.B')).toBeTypeOf('object')
  })

  it('is in a text before: its later keys add nothing', () => {
    const later = clientEntry({ verifying: [verifyingEntry(alipayNext, { version: '2' })] })
    const { clients, lines } = reading(
      secretOf({ A: clientEntry() }),
      secretOf({ A: later, B: clientEntry() }),
    )
    expect(lines).toEqual([
      'antom-2 clients.A: is named in a text before this one: its keys here are ignored',
    ])
    expect(clients.get('A')).toMatchObject({ verifying: [{ version: '1' }] })
    expect(clients.get('B')).toBeTypeOf('object')
  })

  it.each(['A ', 'A,B', 'Ä', ''])('has a character that no Client-Id has: "%s"', (id) => {
    expect(reading(secretOf({ [id]: clientEntry() })).lines[0]).toContain(
      'has a character that no Client-Id has',
    )
  })

  it('is called __proto__, and nobody else is touched', () => {
    const { clients } = reading(
      `{"clients": {"__proto__": {"signing": []}, "A": ${JSON.stringify(clientEntry())}}}`,
    )
    expect(clients.get('__proto__')).toBe('unreadable')
    expect(clients.get('constructor')).toBeUndefined()
    expect(clients.get('A')).toBeTypeOf('object')
  })
})

describe('a wrong text', () => {
  it.each([
    ['', 'antom: is empty'],
    ['-----BEGIN', 'antom: is not JSON (line 1 column 2)'],
    [
      '{"clients": {"A": "MIIE\nvQ"}}',
      'antom: is not JSON (line 1 column 24): a line break within a key is written \\n',
    ],
    ['{"clients": }', 'antom: is not JSON'],
    ['{"clients": {"A": "MIIE"', 'antom: is not JSON (line 1 column 25)'],
    ['[]', 'antom: must be an object'],
    ['null', 'antom: must be an object'],
    ['{}', 'antom clients: is missing'],
    ['{"clients": []}', 'antom clients: must be an object'],
    ['{"clients": {}}', 'antom clients: names no client'],
  ])('is named: %s', (text, line) => {
    const { clients, lines } = reading(text)
    expect(lines).toEqual([line])
    expect(clients.size).toBe(0)
  })

  it('leaves the clients of the others working', () => {
    const { clients, lines } = reading('{', secretOf({ A: clientEntry() }), '')
    expect(lines).toEqual([expect.stringMatching(/^antom: is not JSON/), 'antom-3: is empty'])
    expect(clients.get('A')).toBeTypeOf('object')
  })

  it('is none at all', () => {
    expect(reading().lines).toEqual(['antom: has no value yet: put the keys in'])
  })

  it('never quotes a name that may be a key', () => {
    const key = bare(privatePem(ours))
    expect(reading(`{"${key}": 1, "clients": {}}`).lines[0]).toBe(
      `antom (a name of ${key.length} characters): is ignored: it means nothing here`,
    )
  })
})

describe('a client whose keys are held', () => {
  const { clients: held } = reading(secretOf({ A: clientEntry(), B: clientEntry() }))
  const next = (...texts: readonly string[]) => {
    const { clients, problems } = readSecret(texts, antom, held)
    return { clients, kept: problems.filter(({ message }) => message === 'keeps the keys that it had') }
  }
  const keptPaths = (...ids: readonly string[]) =>
    ids.map((id) => expect.objectContaining({ path: `antom clients.${id}` }))

  it('gets its new ones', () => {
    const verifying = [verifyingEntry(alipayNext, { version: '2' })]
    const { clients, kept } = next(secretOf({ A: clientEntry({ verifying }), B: clientEntry() }))
    expect(clients.get('A')).toMatchObject({ verifying: [{ version: '2' }] })
    expect(kept).toEqual([])
  })

  it('goes when the secret no longer names it', () => {
    const { clients, kept } = next(secretOf({ A: clientEntry() }))
    expect(clients.has('B')).toBe(false)
    expect(kept).toEqual([])
  })

  it('keeps them where its new ones cannot be used', () => {
    const { clients, kept } = next(secretOf({ A: clientEntry({ verifying: [] }), B: clientEntry() }))
    expect(clients.get('A')).toBe(held.get('A'))
    expect(kept).toEqual(keptPaths('A'))
  })

  it.each([
    ['has no value any more', []],
    ['is no JSON any more', ['{']],
    ['names nobody any more', [secretOf({})]],
  ])('keeps them where the secret %s', (_what, texts) => {
    const { clients, kept } = next(...texts)
    expect(clients).toEqual(held)
    expect(kept).toEqual(keptPaths('A', 'B'))
  })

  it('keeps them where a text that may name it cannot be read', () => {
    const { clients, kept } = next(secretOf({ A: clientEntry() }), '{')
    expect(clients.get('B')).toBe(held.get('B'))
    expect(kept).toEqual(keptPaths('B'))
  })

  it('loses them all the same to a new client whose id is the part before a dot of its own', () => {
    const { clients: dotted } = reading(secretOf({ 'A.1': clientEntry() }))
    const { clients } = readSecret([secretOf({ A: clientEntry(), 'A.1': 7 })], antom, dotted)
    expect(clients.get('A.1')).toBe('unreadable')
    expect(clients.get('A')).toBeTypeOf('object')
  })
})
