import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyRequest } from '../../lib/protocol/verify-request.ts'
import {
  base64Signature,
  clientOf,
  type Message,
  makePairs,
  noPublicPaths,
  received,
  ringOf,
  ringOfEveryone,
  signedRequest,
} from './sender.ts'

const pairs = makePairs()
const pair = fc.constantFrom(...pairs)

const bytes = (minLength: number, maxLength: number) =>
  fc.uint8Array({ minLength, maxLength }).map((array) => Buffer.from(array))

const instant = fc.date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
const time = fc.oneof(
  instant.map((date) => date.toISOString()),
  instant.map((date) => String(date.getTime()).padStart(13, '0')),
  fc.constantFrom('2020-11-27T12:01:56.253+05:30', '2026-11-21T02:00:30+0530', '2016-12-31T23:59:60Z'),
)
const urlSafe = (base64: string) => base64.replaceAll('+', '-').replaceAll('/', '_')
const spell = fc.constantFrom<Message['spell']>(
  (base64) => `algorithm=,keyVersion=1,signature=${encodeURIComponent(base64)}`,
  (base64) =>
    `keyVersion=0, signature=${encodeURIComponent(base64).replaceAll('%2B', '%2b').replaceAll('%3D', '%3d')}`,
  (base64) => `signature=${base64}`,
  (base64) => `SIGNATURE\t= ${urlSafe(base64)} ,nonce=1, KEYVERSION =1`,
  (base64) => `signature=${urlSafe(base64).replaceAll('=', '')}`,
)
const message: fc.Arbitrary<Message> = fc
  .record({
    uri: fc.stringMatching(/^(\/[0-9A-Za-z._~-]{0,12}){1,4}$/),
    clientId: fc.stringMatching(/^[!-+\-~]{1,64}$/),
    time,
    body: bytes(1, 2_000),
    spell,
  })
  .map((sent) => ({ ...sent, body: showingWhereItBegins(sent) }))

/** After an epoch a body is an object, or the base64 of one; after RFC 3339 it may be anything. */
function showingWhereItBegins({ time, body }: Pick<Message, 'time' | 'body'>): Buffer {
  if (!/^\d+$/.test(time)) return body
  return body.length % 2 === 0
    ? Buffer.from(body.toString('base64'))
    : Buffer.concat([Buffer.from('{'), body])
}

describe('a signed request', () => {
  it('verifies whatever its body bytes, its time, its query and the harmless spelling of its header', () => {
    fc.assert(
      fc.property(pair, message, fc.string({ unit: 'binary' }), (signer, sent, rawQueryString) => {
        const ring = ringOf(clientOf(sent.clientId, [signer]))
        const checked = verifyRequest({ ...signedRequest(signer, sent), rawQueryString }, ring, noPublicPaths)
        expect(checked).toMatchObject({ ok: true, value: { uri: sent.uri, body: sent.body } })
      }),
      { numRuns: 300 },
    )
  })

  it('is refused with one bit changed in its body, time, client, URI or signature, whoever is known', () => {
    const part = fc.constantFrom('body', 'time', 'clientId', 'uri', 'signature')
    fc.assert(
      fc.property(pair, message, part, fc.nat(), fc.nat(), (signer, sent, changed, byte, bit) => {
        const signature = Buffer.from(base64Signature(sent, signer), 'base64')
        const forged = {
          ...sent,
          body: changed === 'body' ? flip(sent.body, byte, bit) : sent.body,
          time: changed === 'time' ? flipText(sent.time, byte, bit) : sent.time,
          clientId: changed === 'clientId' ? flipText(sent.clientId, byte, bit) : sent.clientId,
          uri: changed === 'uri' ? flipText(sent.uri, byte, bit) : sent.uri,
        }
        const shown = changed === 'signature' ? flip(signature, byte, bit) : signature
        const request = received(forged, shown.toString('base64'))
        expect(verifyRequest(request, ringOfEveryone(signer), noPublicPaths).ok).toBe(false)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('a request that nobody signed', () => {
  const or = (...likely: string[]) => fc.oneof(fc.constantFrom(...likely), fc.string({ unit: 'binary' }))
  const ofKeyLength = fc.constantFrom(256, 72, 64, 56).chain((length) => bytes(length, length))
  const signature = fc.oneof(
    ofKeyLength.map((value) => `signature=${value.toString('base64')}`),
    bytes(0, 300).map((value) => `signature=${value.toString('base64url')}`),
    fc.string({ unit: 'binary' }),
  )
  const parameters = fc.subarray([
    'algorithm=RSA256',
    'algorithm=ecc224',
    'keyVersion=1',
    'keyVersion=9',
    ' nonce =',
  ])
  const headers = fc.record(
    {
      'client-id': or('CLIENT_1', '__proto__'),
      'request-time': or('2026-11-21T02:00:30Z', '1685599933871', '30.1'),
      signature: fc.tuple(parameters, signature).map(([pairs, value]) => [...pairs, value].join(',')),
      'agent-token': fc.string({ unit: 'binary' }),
    },
    { requiredKeys: [] },
  )

  it('is refused and never throws, though its client is known and keys of every kind are tried', () => {
    const ring = ringOfEveryone(...pairs)
    const path = or('/antom/notify', '', '//')
    fc.assert(
      fc.property(path, path, headers, bytes(0, 300), (rawPath, rawQueryString, named, body) => {
        const request = {
          rawPath,
          rawQueryString,
          headers: new Map(Object.entries(named)),
          body,
          receivedAt: 0,
        }
        const checked = verifyRequest(request, ring, { prefix: '/p', paths: ['/q'] })
        expect(checked.ok).toBe(false)
        if (!checked.ok) expect(checked.refusal.evidence.length).toBeLessThanOrEqual(128)
      }),
      { numRuns: 2_000 },
    )
  })
})

function flip(original: Buffer, byte: number, bit: number, bits = 8): Buffer {
  const at = byte % original.length
  return Buffer.from(original.map((value, index) => (index === at ? value ^ (1 << (bit % bits)) : value)))
}

/** Stays within ASCII, as headers and paths do. */
const flipText = (text: string, byte: number, bit: number) => flip(Buffer.from(text), byte, bit, 7).toString()
