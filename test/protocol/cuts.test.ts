import { describe, expect, it } from 'vitest'
import { verifyRequest } from '../../lib/protocol/verify-request.ts'
import { alipayKey, genuine, genuineSignature } from './published.ts'
import {
  base64Signature,
  clientOf,
  type Message,
  makePair,
  message,
  noPublicPaths,
  received,
  ringOf,
} from './sender.ts'

const pair = makePair('RSA256')
const dotted = Buffer.from('{"a":"1.2","b":"3.{","c":"2026-11-21T02:00:30Z.{}"}')

/** An encrypted body: base64 alone, a line end after it. */
const ciphertext = Buffer.from(`${Buffer.from('x'.repeat(200)).toString('base64')}\n`)

/** The signed texts whose every cut is tried: each kind of time, a body full of dots, a client id with dots. */
const texts: readonly (readonly [string, Message])[] = [
  ['a time in seconds', { ...message, body: dotted }],
  ['a time in milliseconds', { ...message, body: dotted, time: '2026-11-21T02:00:30.123Z' }],
  [
    'a time in milliseconds with an offset',
    { ...message, body: dotted, time: '2020-11-27T12:01:56.253+05:30' },
  ],
  ['a time in epoch milliseconds', { ...message, body: dotted, time: '1685599933871' }],
  ['a time in epoch seconds', { ...message, body: dotted, time: '1685599933' }],
  [
    'a client id with dots',
    { ...message, body: dotted, clientId: 'SANDBOX.5Y.X2', time: '2026-11-21T02:00:30.123Z' },
  ],
  ['a time in seconds and a fraction', { ...message, body: dotted, time: '1685599933.871' }],
  ['ciphertext', { ...message, body: ciphertext }],
  ['ciphertext after an epoch', { ...message, body: ciphertext, time: '1685599933871' }],
  [
    'ciphertext after a time in seconds and a fraction',
    { ...message, body: ciphertext, time: '1685599933.871' },
  ],
  ['spaces before the body', { ...message, body: Buffer.from(' \n{"a":1.5}'), time: '1685599933.871' }],
  ['an empty body', { ...message, body: Buffer.alloc(0), time: '2026-11-21T02:00:30.123Z' }],
  [
    'an array for a body',
    { ...message, body: Buffer.from('[1.5,{"a":2.5}]'), time: '2026-11-21T02:00:30.1Z' },
  ],
]

describe('of all cuts of a signed text at two of its dots, the sender’s own alone is genuine', () => {
  it.each(texts)('with %s', (_, sent) => {
    const signature = base64Signature(sent, pair)
    expect(genuineCuts(sent, signature, pair.verifying)).toEqual([parts(sent)])
  })

  it('with the notification of 2019', () => {
    expect(genuineCuts(genuine, genuineSignature, alipayKey)).toEqual([parts(genuine)])
  })
})

const parts = ({ clientId, time, body }: Pick<Message, 'clientId' | 'time' | 'body'>) => [
  clientId,
  time,
  body.toString(),
]

/** Every (client, time, body) that the signature covers and that is taken, with each piece of the client id known. */
function genuineCuts(sent: Message, signature: string, key: typeof alipayKey) {
  const text = parts(sent).join('.')
  const dots = Array.from(text.matchAll(/\./g), ({ index }) => index)
  const pieces = dots.map((dot) => text.slice(0, dot)).filter((piece) => sent.clientId.startsWith(piece))
  const ring = ringOf(...pieces.map((piece) => ({ ...clientOf(piece, [pair]), verifying: [key] })))
  return dots
    .flatMap((first) => dots.filter((second) => second > first).map((second) => [first, second] as const))
    .map(([first, second]) => ({
      clientId: text.slice(0, first),
      time: text.slice(first + 1, second),
      body: Buffer.from(text.slice(second + 1)),
    }))
    .filter((cut) => verifyRequest(received({ ...sent, ...cut }, signature), ring, noPublicPaths).ok)
    .map(parts)
}
