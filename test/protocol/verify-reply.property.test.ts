import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyReply } from '../../lib/protocol/verify-reply.ts'
import { gatewayMessage, receivedReply } from './gateway-reply.ts'
import { base64Signature, clientOf, makePairs } from './sender.ts'

const pairs = makePairs()
const pair = fc.constantFrom(...pairs)
const { uri, clientId } = gatewayMessage

const bytes = (minLength: number, maxLength: number) =>
  fc.uint8Array({ minLength, maxLength }).map((array) => Buffer.from(array))
const time = fc
  .date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString())
const spell = fc.constantFrom<typeof gatewayMessage.spell>(
  (base64) => `algorithm=,keyVersion=1,signature=${encodeURIComponent(base64)}`,
  (base64) => `keyVersion=0, signature=${base64}`,
)
const sent = fc
  .record({ time, body: bytes(1, 2_000), spell })
  .map((changes) => ({ ...gatewayMessage, ...changes }))

describe('a reply of the gateway', () => {
  it('verifies whatever its bytes and the harmless spelling of its header', () => {
    fc.assert(
      fc.property(pair, sent, (signer, message) => {
        const reply = receivedReply(message, base64Signature(message, signer))
        const checked = verifyReply(reply, clientOf(clientId, [signer]), uri)
        expect(checked).toMatchObject({
          ok: true,
          value: { body: message.body, respondedAt: Date.parse(message.time) },
        })
      }),
      { numRuns: 200 },
    )
  })

  it('is refused with one bit changed in its body, time, client, URI or signature', () => {
    const part = fc.constantFrom('body', 'time', 'client', 'uri', 'signature')
    fc.assert(
      fc.property(pair, sent, part, fc.nat(), fc.nat(), (signer, message, changed, byte, bit) => {
        const signature = Buffer.from(base64Signature(message, signer), 'base64')
        const reply = receivedReply(
          {
            ...message,
            body: changed === 'body' ? flip(message.body, byte, bit) : message.body,
            time: changed === 'time' ? flipText(message.time, byte, bit) : message.time,
            clientId: changed === 'client' ? flipText(clientId, byte, bit) : clientId,
          },
          (changed === 'signature' ? flip(signature, byte, bit) : signature).toString('base64'),
        )
        const asked = changed === 'uri' ? flipText(uri, byte, bit) : uri
        expect(verifyReply(reply, clientOf(clientId, [signer]), asked).ok).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('that nobody signed is refused and never throws, whatever its headers and its bytes', () => {
    const client = clientOf(clientId, pairs)
    const or = (...likely: string[]) => fc.oneof(fc.constantFrom(...likely), fc.string({ unit: 'binary' }))
    const ofKeyLength = fc.constantFrom(256, 72, 64, 56).chain((length) => bytes(length, length))
    const signature = fc.oneof(
      ofKeyLength.map((value) => `signature=${value.toString('base64')}`),
      fc.string({ unit: 'binary' }),
    )
    const headers = fc.record(
      {
        'client-id': or(clientId, '__proto__'),
        'response-time': or('2026-11-21T02:00:30Z', '1795226430123', '30.1'),
        signature,
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(headers, bytes(0, 300), (named, body) => {
        const checked = verifyReply({ headers: new Map(Object.entries(named)), body }, client, uri)
        expect(checked.ok).toBe(false)
      }),
      { numRuns: 1_000 },
    )
  })
})

function flip(original: Buffer, byte: number, bit: number, bits = 8): Buffer {
  const at = byte % original.length
  return Buffer.from(original.map((value, index) => (index === at ? value ^ (1 << (bit % bits)) : value)))
}

/** Stays within ASCII, as headers and paths do. */
const flipText = (text: string, byte: number, bit: number) => flip(Buffer.from(text), byte, bit, 7).toString()
