import { describe, expect, it } from 'vitest'
import { passed } from '../../lib/protocol/checked.ts'
import { MAX_BODY_BYTES } from '../../lib/protocol/prove.ts'
import { type ReplyRefusalReason, replyRefusalReasons } from '../../lib/protocol/refusal.ts'
import { type ReceivedReply, verifyReply } from '../../lib/protocol/verify-reply.ts'
import { gatewayMessage, type Reply, receivedReply, signedReply } from './gateway-reply.ts'
import { base64Signature, clientOf, describePair, makePair, makePairs, signedRequest } from './sender.ts'

const pair = makePair('RSA256')
const client = clientOf(gatewayMessage.clientId, [pair])
const { uri } = gatewayMessage

const verdict = (reply: ReceivedReply, known = client) => {
  const checked = verifyReply(reply, known, uri)
  return checked.ok ? 'genuine' : checked.refusal.reason
}

const withHeader = (name: string, value: string | undefined, reply: Reply = signedReply(pair)): Reply => {
  const headers = new Map(reply.headers)
  if (value === undefined) headers.delete(name)
  else headers.set(name, value)
  return { ...reply, headers }
}

const spelt = (parameters: string) =>
  signedReply(pair, { spell: (base64) => `${parameters},signature=${encodeURIComponent(base64)}` })

describe('a genuine reply', () => {
  it('is handed over with what proves it', () => {
    const reply = withHeader('tracerid', '0be9923a15840935597895255e8e44.0.1.1')
    expect(verifyReply(reply, client, uri)).toEqual(
      passed({
        respondedAt: Date.UTC(2026, 10, 21, 2, 0, 30, 123),
        keyVersion: '1',
        proof: {
          'client-id': gatewayMessage.clientId,
          'response-time': gatewayMessage.time,
          signature: reply.headers.get('signature'),
        },
        body: gatewayMessage.body,
      }),
    )
  })

  it.each(makePairs().map((made) => [describePair(made), made] as const))(
    'may be signed with %s',
    (_, made) => {
      const reply = signedReply(made, { spell: (base64) => `signature=${base64}` })
      expect(verdict(reply, clientOf(gatewayMessage.clientId, [made]))).toBe('genuine')
    },
  )

  it.each(['2026-11-21T02:00:30Z', '2026-11-21T07:30:30+05:30', '1795226430123', '1795226430'])(
    'may have the time %s',
    (time) => {
      expect(verdict(signedReply(pair, { time }))).toBe('genuine')
    },
  )

  it('may leave the Client-Id out, which is in the signed text', () => {
    expect(verdict(withHeader('client-id', undefined))).toBe('genuine')
  })

  it('may name either version while Alipay replaces its key', () => {
    const newer = makePair('RSA256', { version: '2' })
    const rotating = clientOf(gatewayMessage.clientId, [newer, pair])
    expect(verdict(signedReply(pair), rotating)).toBe('genuine')
    const byNewer = signedReply(newer, {
      spell: (base64) => `keyVersion=2,signature=${encodeURIComponent(base64)}`,
    })
    expect(verdict(byNewer, rotating)).toBe('genuine')
  })
})

const ofOther = { ...gatewayMessage, clientId: 'CLIENT_2' }
const refusals: readonly (readonly [ReplyRefusalReason, string, ReceivedReply])[] = [
  ['client-other', 'a reply to another client, signed by the same key', signedReply(pair, ofOther)],
  ['client-other', 'a Client-Id in another case', withHeader('client-id', 'client_1')],
  ['client-other', 'an empty Client-Id', withHeader('client-id', '')],
  ['client-other', 'a doubled Client-Id', withHeader('client-id', 'CLIENT_1, CLIENT_1')],
  ['time-missing', 'no Response-Time', withHeader('response-time', undefined)],
  [
    'time-missing',
    'a Request-Time in place of the Response-Time: a request of Alipay’s, sent back as a reply',
    signedRequest(pair, { uri }),
  ],
  [
    'time-malformed',
    'a doubled Response-Time',
    withHeader('response-time', '2026-11-21T02:00:30Z, 2026-11-21T02:00:30Z'),
  ],
  ['time-malformed', 'a time that names no instant, though signed', signedReply(pair, { time: '20261121' })],
  [
    'time-malformed',
    'a genuine text cut at the dot of its fraction',
    receivedReply(
      {
        ...gatewayMessage,
        time: '2026-11-21T02:00:30',
        body: Buffer.concat([Buffer.from('123Z.'), gatewayMessage.body]),
      },
      base64Signature(gatewayMessage, pair),
    ),
  ],
  ['signature-missing', 'no Signature', withHeader('signature', undefined)],
  ['signature-malformed', 'a Signature outside its grammar', withHeader('signature', 'signature=?')],
  ['signature-malformed', 'two Signatures', withHeader('signature', 'signature=AAAA,signature=AAAA')],
  ['algorithm-unknown', 'an algorithm that no page has', spelt('algorithm=none')],
  ['algorithm-mismatch', 'an algorithm that the key is not for', spelt('algorithm=ECC256')],
  ['key-version-unknown', 'a version that the client does not have', spelt('keyVersion=2')],
  [
    'signature-length',
    'a signature a byte too short',
    withHeader('signature', `signature=${'A'.repeat(340)}`),
  ],
  ['body-too-large', 'a body over one MiB', signedReply(pair, { body: Buffer.alloc(MAX_BODY_BYTES + 1) })],
  ['signature-mismatch', 'a body that was not signed', { ...signedReply(pair), body: Buffer.from('{}') }],
  ['signature-mismatch', 'a body without its last byte', chopped(signedReply(pair))],
  ['signature-mismatch', 'a reply to a request at another URI', signedReply(pair, { uri: `${uri}/` })],
  [
    'signature-mismatch',
    'the instant in another spelling',
    withHeader('response-time', '2026-11-21T02:00:30.1230Z'),
  ],
  ['signature-mismatch', 'a signature of another key', signedReply(makePair('RSA256'))],
  [
    'signature-mismatch',
    'a reply to another client that no longer names it',
    withHeader('client-id', undefined, signedReply(pair, ofOther)),
  ],
]

function chopped(reply: Reply): Reply {
  return { ...reply, body: reply.body.subarray(0, -1) }
}

describe('refused as', () => {
  it.each(refusals)('%s: %s', (reason, _, reply) => {
    expect(verdict(reply)).toBe(reason)
  })

  it('every reason of the list', () => {
    expect(new Set(refusals.map(([reason]) => reason))).toEqual(new Set(replyRefusalReasons))
  })

  it('with evidence that shows neither the signature nor the body, and 128 characters at most', () => {
    for (const [, , reply] of [...refusals, ['', '', withHeader('client-id', 'é\n'.repeat(500))] as const]) {
      const checked = verifyReply(reply, client, uri)
      const evidence = checked.ok ? '' : checked.refusal.evidence
      expect(evidence).toMatch(/^[\x20-\x7e]{0,128}$/)
      expect(evidence).not.toMatch(/signature=|paymentStatus|[A-Za-z0-9]{100}/)
    }
  })
})
