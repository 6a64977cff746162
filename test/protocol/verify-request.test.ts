import { describe, expect, it } from 'vitest'
import { passed, refused } from '../../lib/protocol/checked.ts'
import type { KeyRing } from '../../lib/protocol/keys.ts'
import { MAX_BODY_BYTES } from '../../lib/protocol/prove.ts'
import { type RefusalReason, refusalReasons } from '../../lib/protocol/refusal.ts'
import type { ReceivedRequest } from '../../lib/protocol/request.ts'
import { namedClient, verifyRequest } from '../../lib/protocol/verify-request.ts'
import {
  clientOf,
  describePair,
  makePair,
  makePairs,
  message,
  noPublicPaths,
  type Received,
  ringOf,
  signedRequest,
} from './sender.ts'

const pair = makePair('RSA256')
const client = clientOf(message.clientId, [pair])
const ring = ringOf(client)

const verdict = (received: ReceivedRequest, publicPaths = noPublicPaths, known: KeyRing = ring) => {
  const checked = verifyRequest(received, known, publicPaths)
  return checked.ok ? 'genuine' : checked.refusal.reason
}

const withHeader = (
  name: string,
  value: string | undefined,
  received: Received = signedRequest(pair),
): Received => {
  const headers = new Map(received.headers)
  if (value === undefined) headers.delete(name)
  else headers.set(name, value)
  return { ...received, headers }
}

const spelt = (parameters: string) =>
  signedRequest(pair, { spell: (base64) => `${parameters},signature=${encodeURIComponent(base64)}` })

describe('a genuine request', () => {
  it('is handed over with what proves it', () => {
    const received = withHeader('encrypt', 'algorithm=RSA_AES', withHeader('agent-token', 'TOKEN'))
    received.headers.set('content-type', 'text/html')
    expect(verifyRequest(received, ring, noPublicPaths)).toEqual(
      passed({
        client,
        requestTime: { text: message.time, epochMs: Date.UTC(2026, 10, 21, 2, 0, 30) },
        uri: '/antom/notify',
        keyVersion: '1',
        proof: {
          'client-id': message.clientId,
          'request-time': message.time,
          signature: received.headers.get('signature'),
          encrypt: 'algorithm=RSA_AES',
        },
        agentToken: 'TOKEN',
        body: message.body,
        receivedAt: received.receivedAt,
      }),
    )
  })

  it.each(makePairs().map((made) => [describePair(made), made] as const))(
    'may be signed with %s',
    (_, made) => {
      const received = signedRequest(made, { spell: (base64) => `signature=${base64}` })
      expect(verdict(received, noPublicPaths, ringOf(clientOf(message.clientId, [made])))).toBe('genuine')
    },
  )

  it.each([
    ['an empty body', Buffer.alloc(0)],
    ['a body with a byte order mark', Buffer.from('\ufeff{}')],
    ['a body that is not UTF-8', Buffer.from([0x7b, 0xff, 0xfe])],
    ['a body that is not JSON', Buffer.from('<xml/>')],
    ['a body of one MiB', Buffer.alloc(MAX_BODY_BYTES, 0x20)],
  ])('may have %s', (_, body) => {
    expect(verdict(signedRequest(pair, { body }))).toBe('genuine')
  })

  it.each([
    '1685599933871',
    '1685599933',
    '2020-11-27T12:01:56.253+05:30',
    '2026-11-21T02:00:30+0800',
    '2099-01-01T00:00:00Z',
    '20261121020030.5',
  ])('may have the time %s', (time) => {
    expect(verdict(signedRequest(pair, { time }))).toBe('genuine')
  })

  it.each([
    ['no Agent-Token', undefined, undefined],
    ['an Agent-Token of 128 characters', '7'.repeat(128), '7'.repeat(128)],
    ['one of 129 characters, which is not echoed', '7'.repeat(129), undefined],
    ['a doubled one, which is not echoed', '7,7', undefined],
    ['one with a space, which is not echoed', '7 7', undefined],
    ['one with a line feed, which is not echoed', '7\n', undefined],
    ['an empty one, which is not echoed', '', undefined],
  ])('may have %s', (_, token, agentToken) => {
    const checked = verifyRequest(withHeader('agent-token', token), ring, noPublicPaths)
    expect(checked).toMatchObject({ ok: true, value: { agentToken } })
  })
})

const refusals: readonly (readonly [RefusalReason, string, ReceivedRequest])[] = [
  ['path-illegal', 'a line feed in the path', { ...signedRequest(pair), rawPath: '/antom/notify\nC.1.' }],
  ['path-illegal', 'a space in the path', signedRequest(pair, { uri: '/antom/notify x' })],
  ['client-missing', 'no Client-Id', withHeader('client-id', undefined)],
  ['client-malformed', 'an empty Client-Id', withHeader('client-id', '')],
  ['client-malformed', 'a doubled Client-Id', withHeader('client-id', 'CLIENT_1,CLIENT_1')],
  ['client-malformed', 'a Client-Id of 129 characters', withHeader('client-id', 'C'.repeat(129))],
  ['client-malformed', 'a Client-Id with a line feed', withHeader('client-id', 'CLIENT_1\n')],
  ['client-malformed', 'a Client-Id beyond ASCII', withHeader('client-id', 'CLIENT_é')],
  ['client-unknown', 'a Client-Id of 128 characters', withHeader('client-id', 'C'.repeat(128))],
  ['client-unknown', 'a Client-Id in another case', withHeader('client-id', 'client_1')],
  ['client-unknown', '__proto__ for a Client-Id', withHeader('client-id', '__proto__')],
  ['client-unreadable', 'a client whose keys cannot be used', withHeader('client-id', 'BROKEN')],
  ['time-missing', 'no Request-Time', withHeader('request-time', undefined)],
  ['time-malformed', 'an empty Request-Time', withHeader('request-time', '')],
  [
    'time-malformed',
    'a doubled Request-Time',
    withHeader('request-time', `${message.time}, ${message.time}`),
  ],
  ['time-malformed', 'a letter in the time, though signed', signedRequest(pair, { time: '21 Nov 2026' })],
  [
    'time-malformed',
    'a time that does not parse before a body that is no object, though signed',
    signedRequest(pair, { time: '2026-11-21T02:00:30', body: Buffer.from('123Z.{}') }),
  ],
  [
    'time-malformed',
    'the epoch that a time with a fraction begins with, though signed',
    signedRequest(pair, { time: '1685599933', body: Buffer.from('871.{"a":1}') }),
  ],
  [
    'time-malformed',
    'the same with an Encrypt header, which is not signed',
    withHeader(
      'encrypt',
      'algorithm=RSA_AES, symmetricKey=AAAA',
      signedRequest(pair, { time: '1685599933', body: Buffer.from('871.{"a":1}') }),
    ),
  ],
  ['time-malformed', 'the same before no body', signedRequest(pair, { time: '123', body: Buffer.alloc(0) })],
  ['signature-missing', 'no Signature', withHeader('signature', undefined)],
  ['signature-malformed', 'a Signature outside its grammar', withHeader('signature', 'signature=?')],
  ['algorithm-unknown', 'an algorithm that no overview has', spelt('algorithm=HS256')],
  ['algorithm-unknown', 'an algorithm of the prototype', spelt('algorithm=__proto__')],
  ['algorithm-mismatch', 'an algorithm that the key is not for', spelt('algorithm=ECC256')],
  ['key-version-unknown', 'a version that the client does not have', spelt('keyVersion=2')],
  ['key-version-unknown', 'a version in another spelling', spelt('keyVersion=01')],
  [
    'signature-length',
    'a signature a byte too short',
    withHeader('signature', `signature=${'A'.repeat(340)}`),
  ],
  [
    'signature-length',
    'a signature a byte too long',
    withHeader('signature', `signature=${'AAAA'.repeat(86)}`),
  ],
  ['body-too-large', 'a body over one MiB', signedRequest(pair, { body: Buffer.alloc(MAX_BODY_BYTES + 1) })],
  ['signature-mismatch', 'a body that was not signed', { ...signedRequest(pair), body: Buffer.from('{}') }],
  ['signature-mismatch', 'a path that was not signed', { ...signedRequest(pair), rawPath: '/antom/notify/' }],
  ['signature-mismatch', 'a signature of another key', signedRequest(makePair('RSA256'))],
]

describe('refused as', () => {
  const withBroken: KeyRing = { client: (id) => (id === 'BROKEN' ? 'unreadable' : ring.client(id)), size: 1 }

  it.each(refusals)('%s: %s', (reason, _, received) => {
    expect(verdict(received, noPublicPaths, withBroken)).toBe(reason)
  })

  it.each(refusals)('%s, with neither signature nor Agent-Token in evidence: %s', (_, __, received) => {
    const headers = new Map(received.headers).set('agent-token', 'AGENT_TOKEN')
    const checked = verifyRequest({ ...received, headers }, withBroken, noPublicPaths)
    const evidence = checked.ok ? undefined : checked.refusal.evidence
    expect(evidence).not.toContain('AGENT_TOKEN')
    const [, signature] = /signature=(.{16})/.exec(headers.get('signature') ?? '') ?? []
    if (signature) expect(evidence).not.toContain(signature)
  })

  it('every reason of the list', () => {
    expect(new Set(refusals.map(([reason]) => reason))).toEqual(new Set(refusalReasons))
  })

  it('a value cut to 128 characters in evidence', () => {
    const clientId = 'C'.repeat(5_000)
    expect(verifyRequest(withHeader('client-id', clientId), ring, noPublicPaths)).toEqual(
      refused({ reason: 'client-malformed', evidence: 'C'.repeat(128), tried: [] }),
    )
  })

  it('a mismatch that gives what was tried', () => {
    const received = { ...signedRequest(pair), rawPath: '/x', rawQueryString: 'token=secret' }
    const checked = verifyRequest(received, ring, { prefix: '', paths: ['/y'] })
    const tried = checked.ok ? [] : checked.refusal.tried
    expect(tried.map(({ key, uri }) => [key.version, uri])).toEqual([
      ['1', '/x'],
      ['1', '/x?token=secret'],
      ['1', '/y'],
    ])
  })
})

describe('the checks', () => {
  it('run cheapest first: each repair uncovers the next fault', () => {
    const good = signedRequest(pair)
    const repairs: readonly ((request: Received) => Received)[] = [
      (request) => ({ ...request, rawPath: good.rawPath }),
      (request) => withHeader('client-id', 'C,C', request),
      (request) => withHeader('client-id', 'client_1', request),
      (request) => withHeader('request-time', 'now', request),
      (request) => withHeader('signature', 'algorithm=X,keyVersion=9', request),
      (request) => withHeader('signature', 'algorithm=X,keyVersion=9,signature=AAAA', request),
      (request) => withHeader('client-id', message.clientId, request),
      (request) => withHeader('request-time', message.time, request),
      (request) => withHeader('signature', 'algorithm=ECC224,keyVersion=9,signature=AAAA', request),
      (request) => withHeader('signature', 'algorithm=ECC224,keyVersion=1,signature=AAAA', request),
      (request) => withHeader('signature', 'algorithm=RSA256,keyVersion=1,signature=AAAA', request),
      (request) => withHeader('signature', good.headers.get('signature'), request),
      (request) => ({ ...request, body: Buffer.from('{}') }),
      (request) => ({ ...request, body: good.body }),
    ]
    const worst: Received = {
      ...good,
      rawPath: '\n',
      headers: new Map(),
      body: Buffer.alloc(MAX_BODY_BYTES + 1),
    }
    const verdicts: string[] = [verdict(worst)]
    repairs.reduce((request, repair) => {
      const repaired = repair(request)
      verdicts.push(verdict(repaired))
      return repaired
    }, worst)
    expect(verdicts).toEqual([
      'path-illegal',
      'client-missing',
      'client-malformed',
      'time-missing',
      'signature-missing',
      'signature-malformed',
      'client-unknown',
      'time-malformed',
      'algorithm-unknown',
      'key-version-unknown',
      'algorithm-mismatch',
      'signature-length',
      'body-too-large',
      'signature-mismatch',
      'genuine',
    ])
  })

  it('verify six times at most', () => {
    const received = { ...signedRequest(pair, { uri: '/p5' }), rawPath: '/p0' }
    const paths = ['/p1', '/p2', '/p3', '/p4']
    expect(verdict(received, { prefix: '', paths: [...paths, '/p5'] })).toBe('genuine')
    expect(verdict(received, { prefix: '', paths: [...paths, '/p', '/p5'] })).toBe('signature-mismatch')
  })
})

describe('the key', () => {
  const older = makePair('RSA256', { version: '1' })
  const newer = makePair('RSA256', { version: '2' })
  const swapped = makePair('RSA256', { version: '2' })
  const rotating = ringOf(clientOf(message.clientId, [newer, swapped, older]))
  const signedBy = (signer: typeof older, parameters: string) =>
    signedRequest(signer, { spell: (base64) => `${parameters}signature=${base64}` })

  it.each(['', 'keyVersion=,', 'keyVersion=0,'])(
    'is any of the client’s where the header says %j',
    (parameters) => {
      for (const signer of [newer, swapped, older]) {
        expect(verifyRequest(signedBy(signer, parameters), rotating, noPublicPaths)).toMatchObject({
          ok: true,
          value: { keyVersion: signer.verifying.version },
        })
      }
    },
  )

  it('is of the version that the header names, and of no other', () => {
    expect(verdict(signedBy(older, 'keyVersion=1,'), noPublicPaths, rotating)).toBe('genuine')
    expect(verdict(signedBy(older, 'keyVersion=2,'), noPublicPaths, rotating)).toBe('signature-mismatch')
    expect(verdict(signedBy(newer, 'keyVersion=1,'), noPublicPaths, rotating)).toBe('signature-mismatch')
  })

  it('is either of two that share a version while Alipay swaps keys', () => {
    expect(verdict(signedBy(newer, 'keyVersion=2,'), noPublicPaths, rotating)).toBe('genuine')
    expect(verdict(signedBy(swapped, 'keyVersion=2,'), noPublicPaths, rotating)).toBe('genuine')
  })

  it.each(['', 'algorithm=,', 'algorithm=RSA256,', 'algorithm=rsa256,'])('agrees with %j', (parameters) => {
    expect(verdict(signedBy(older, parameters), noPublicPaths, rotating)).toBe('genuine')
  })

  it('decides the algorithm, whatever a header could gain by another', () => {
    const curve = makePair('ECC256', { encoding: 'der', version: '3' })
    const mixed = ringOf(clientOf(message.clientId, [curve, older]))
    expect(verdict(signedBy(curve, 'algorithm=ECC256,'), noPublicPaths, mixed)).toBe('genuine')
    expect(verdict(signedBy(older, 'algorithm=RSA256,'), noPublicPaths, mixed)).toBe('genuine')
    expect(verdict(signedBy(older, 'algorithm=ECC256,'), noPublicPaths, mixed)).toBe('signature-length')
    expect(verdict(signedBy(older, 'keyVersion=3,algorithm=RSA256,'), noPublicPaths, mixed)).toBe(
      'algorithm-mismatch',
    )
  })
})

describe('the URI', () => {
  const proven = (received: ReceivedRequest, publicPaths = noPublicPaths) => {
    const checked = verifyRequest(received, ring, publicPaths)
    return checked.ok ? checked.value.uri : checked.refusal.reason
  }

  it('is the path, with the query signed or not', () => {
    const queried = { rawPath: '/notify', rawQueryString: 'a=b%20c' }
    expect(proven({ ...signedRequest(pair, { uri: '/notify' }), ...queried })).toBe('/notify')
    expect(proven({ ...signedRequest(pair, { uri: '/notify?a=b%20c' }), ...queried })).toBe('/notify?a=b%20c')
  })

  it('is the path behind the public prefix', () => {
    const received = { ...signedRequest(pair, { uri: '/pay/notify' }), rawPath: '/notify' }
    expect(proven(received)).toBe('signature-mismatch')
    expect(proven(received, { prefix: '/pay', paths: [] })).toBe('/pay/notify')
  })

  it('is a public path', () => {
    const received = { ...signedRequest(pair, { uri: '/hook?x=1' }), rawPath: '/notify' }
    expect(proven(received, { prefix: '', paths: ['/other', '/hook?x=1'] })).toBe('/hook?x=1')
  })

  it('does not forgive a query that no URI has, where the path is not what was signed', () => {
    const received = {
      ...signedRequest(pair, { uri: '/notify?a=\n' }),
      rawPath: '/notify',
      rawQueryString: 'a=\n',
    }
    expect(proven(received)).toBe('signature-mismatch')
  })
})

describe('namedClient', () => {
  const known: KeyRing = { client: (id) => (id === 'BROKEN' ? 'unreadable' : ring.client(id)), size: 1 }
  const forged = { ...signedRequest(pair), body: Buffer.from('{}') }

  it('is the client whose request is refused', () => {
    expect(namedClient(forged, known)).toBe(client)
  })

  it.each([undefined, 'client_1', '__proto__', 'BROKEN'])('is nobody for %s', (clientId) => {
    expect(namedClient(withHeader('client-id', clientId), known)).toBeUndefined()
  })

  it('is nobody for an illegal path, over which nothing may be signed', () => {
    expect(namedClient({ ...forged, rawPath: '/notify\nCLIENT_1.1.{}' }, known)).toBeUndefined()
  })
})
