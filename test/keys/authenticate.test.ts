import { describe, expect, it } from 'vitest'
import { authenticate, authenticateReply } from '../../lib/keys/authenticate.ts'
import type { KeyStore } from '../../lib/keys/key-store.ts'
import type { KeyRing } from '../../lib/protocol/keys.ts'
import { gatewayMessage, signedReply } from '../protocol/gateway-reply.ts'
import {
  clientOf,
  makePair,
  message,
  noPublicPaths,
  type Received,
  ringOf,
  signedRequest,
} from '../protocol/sender.ts'

const pair = makePair('RSA256')
const other = makePair('RSA256')
const ring = ringOf(clientOf(message.clientId, [pair]))
const otherRing = ringOf(clientOf(message.clientId, [other]))

/** A store that holds one ring and has another to be asked for. */
function storeOf(current: KeyRing, newer?: KeyRing) {
  const asked: KeyRing[] = []
  const store: KeyStore = {
    current: async () => current,
    async newerThan(seen) {
      asked.push(seen)
      return newer
    },
  }
  return { store, asked }
}

const without = (name: string, received: Received = signedRequest(pair)): Received => {
  received.headers.delete(name)
  return received
}

describe('a request that verifies', () => {
  it('needs no newer keys', async () => {
    const { store, asked } = storeOf(ring, otherRing)
    const { checked, ring: used } = await authenticate(signedRequest(pair), store, noPublicPaths)
    expect([checked.ok, used, asked]).toEqual([true, ring, []])
  })

  it.each<[string, KeyRing, Received]>([
    ['an unknown client', ringOf(clientOf('OTHER', [pair])), signedRequest(pair)],
    ['an unreadable client', { client: () => 'unreadable', size: 1 }, signedRequest(pair)],
    [
      'an unknown key version',
      ringOf(clientOf(message.clientId, [makePair('RSA256', { version: '2' })])),
      signedRequest(pair),
    ],
    ['another key', otherRing, signedRequest(pair)],
    [
      'a shorter key',
      ringOf(clientOf(message.clientId, [makePair('ECC256', { encoding: 'der' })])),
      signedRequest(pair, { spell: (base64) => `signature=${encodeURIComponent(base64)}` }),
    ],
    [
      'a key for another algorithm',
      ringOf(clientOf(message.clientId, [makePair('ECC256', { encoding: 'der' })])),
      signedRequest(pair),
    ],
  ])('after a rotation is found genuine: %s', async (_what, stale, received) => {
    const { store, asked } = storeOf(stale, ring)
    const { checked, ring: used } = await authenticate(received, store, noPublicPaths)
    expect([checked.ok, used, asked]).toEqual([true, ring, [stale]])
  })
})

describe('a request that does not verify', () => {
  it('is refused under the newer keys too, and no others are asked for', async () => {
    const third = ringOf(clientOf(message.clientId, [makePair('RSA256')]))
    const { store, asked } = storeOf(otherRing, third)
    const { checked, ring: used } = await authenticate(signedRequest(pair), store, noPublicPaths)
    expect(checked).toMatchObject({ ok: false, refusal: { reason: 'signature-mismatch' } })
    expect([used, asked]).toEqual([third, [otherRing]])
  })

  it('is refused where there are no newer keys', async () => {
    const { store } = storeOf(otherRing)
    const { checked, ring: used } = await authenticate(signedRequest(pair), store, noPublicPaths)
    expect(checked).toMatchObject({ ok: false, refusal: { reason: 'signature-mismatch' } })
    expect(used).toBe(otherRing)
  })

  it.each<[string, Received]>([
    ['client-missing', without('client-id')],
    ['time-missing', without('request-time')],
    ['time-malformed', signedRequest(pair, { time: 'yesterday' })],
    ['signature-missing', without('signature')],
    ['signature-malformed', signedRequest(pair, { spell: () => 'signature' })],
    ['algorithm-unknown', signedRequest(pair, { spell: (base64) => `algorithm=MD5,signature=${base64}` })],
    ['path-illegal', signedRequest(pair, { uri: '/antom\n/notify' })],
    ['body-too-large', signedRequest(pair, { body: Buffer.alloc(1_048_577, '{') })],
  ])('for what no key could change asks for none: %s', async (reason, received) => {
    const { store, asked } = storeOf(otherRing, ring)
    const { checked } = await authenticate(received, store, noPublicPaths)
    expect(checked).toMatchObject({ ok: false, refusal: { reason } })
    expect(asked).toEqual([])
  })

  it('asks for none where no key could be read at all: the store tries that by itself', async () => {
    const empty = ringOf()
    const { store, asked } = storeOf(empty, ring)
    const { ring: used } = await authenticate(signedRequest(pair), store, noPublicPaths)
    expect([used, asked]).toEqual([empty, []])
  })
})

describe('the reply of a gateway', () => {
  const client = clientOf(gatewayMessage.clientId, [other])
  const asked = { client, ring: otherRing, uri: gatewayMessage.uri }

  it('that verifies needs no newer keys', async () => {
    const { store, asked: newer } = storeOf(otherRing, ring)
    expect(await authenticateReply(signedReply(other), asked, store)).toMatchObject({ ok: true })
    expect(newer).toEqual([])
  })

  it('after a rotation is found genuine', async () => {
    const { store, asked: newer } = storeOf(otherRing, ring)
    expect(await authenticateReply(signedReply(pair), asked, store)).toMatchObject({ ok: true })
    expect(newer).toEqual([otherRing])
  })

  it.each([
    ['there are no newer keys', undefined],
    ['the newer keys are others', ringOf(clientOf(gatewayMessage.clientId, [makePair('RSA256')]))],
    ['the client is gone', ringOf(clientOf('OTHER', [pair]))],
    ['the client cannot be read any more', { client: () => 'unreadable', size: 1 } as KeyRing],
  ])('is refused where %s', async (_, newer) => {
    const { store } = storeOf(otherRing, newer)
    const checked = await authenticateReply(signedReply(pair), asked, store)
    expect(checked).toMatchObject({ ok: false, refusal: { reason: 'signature-mismatch' } })
  })

  it('asks for no newer keys where they could change nothing', async () => {
    const { store, asked: newer } = storeOf(otherRing, ring)
    const unsigned = { headers: new Map<string, string>(), body: gatewayMessage.body }
    expect(await authenticateReply(unsigned, asked, store)).toMatchObject({ ok: false })
    expect(newer).toEqual([])
  })
})
