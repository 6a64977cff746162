import { describe, expect, it } from 'vitest'
import { signedCall } from '../../lib/edge/signed-call.ts'
import type { GatewayReply, Question } from '../../lib/inquiries/ports.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import type { KeyRing } from '../../lib/protocol/keys.ts'
import { verifyRequest } from '../../lib/protocol/verify-request.ts'
import { gatewayMessage, signedReply } from '../protocol/gateway-reply.ts'
import { clientOf, makePair, noPublicPaths, ringOf } from '../protocol/sender.ts'
import { memoryGateway } from '../support/memory/memory-gateway.ts'

const [pair, newPair] = [makePair('RSA256'), makePair('RSA256')]
const { clientId } = gatewayMessage
const client = clientOf(clientId, [pair])
const newer = clientOf(clientId, [newPair])
const askedAt = Date.parse(gatewayMessage.time)

/** Calls with these keys a gateway that replies so. */
function call(
  reply: GatewayReply | 'timed-out',
  newerRing?: KeyRing,
  gateway = 'https://gateway.example/ams',
) {
  const ring = ringOf(client)
  const keys = { current: async () => ring, newerThan: async () => newerRing }
  const sent = memoryGateway(() => reply)
  const question: Question = {
    asking: { platform: antom, keys, ring, client, gateway },
    path: '/api/v1/payments/inquiryPayment',
    body: Buffer.from('{"paymentRequestId":"p1"}'),
    askedAt,
  }
  return { requests: sent.requests, answer: signedCall(sent)(question) }
}

describe('signedCall', () => {
  it('signs what is asked over the whole path of the gateway', async () => {
    const { requests, answer } = call('timed-out')
    expect(await answer).toEqual({ ok: false, refusal: { because: 'timed-out' } })
    const [request] = requests
    expect(request?.url).toBe('https://gateway.example/ams/api/v1/payments/inquiryPayment')
    const received = {
      rawPath: '/ams/api/v1/payments/inquiryPayment',
      rawQueryString: '',
      headers: new Map(
        Object.entries(request?.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      body: request?.body ?? Buffer.of(),
      receivedAt: askedAt,
    }
    // Here Alipay and the partner have one pair of keys.
    expect(verifyRequest(received, ringOf(client), noPublicPaths)).toMatchObject({
      ok: true,
      value: {
        requestTime: { epochMs: Date.parse('2026-11-21T02:00:30.123Z') },
        body: Buffer.from('{"paymentRequestId":"p1"}'),
      },
    })
  })

  it('passes on what Alipay signed over that path, and nothing else of it', async () => {
    const checked = await call(signedReply(pair)).answer
    expect(checked).toMatchObject({
      ok: true,
      value: { uri: '/ams/api/v1/payments/inquiryPayment', respondedAt: askedAt, body: gatewayMessage.body },
    })
  })

  it.each([
    ['of another path', signedReply(pair), 'https://gateway.example/ams/sandbox', 'signature-mismatch'],
    ['of another key', signedReply(newPair), undefined, 'signature-mismatch'],
    ['with another byte', { ...signedReply(pair), body: Buffer.from('{}') }, undefined, 'signature-mismatch'],
    ['without a signature', { ...signedReply(pair), headers: new Map() }, undefined, 'time-missing'],
  ])('does not believe a reply %s', async (_, reply, gateway, evidence) => {
    const checked = await call(reply, undefined, gateway).answer
    expect(checked).toEqual({ ok: false, refusal: { because: 'unverified', evidence } })
  })

  it('verifies once more with newer keys', async () => {
    expect(await call(signedReply(newPair), ringOf(newer)).answer).toMatchObject({ ok: true })
  })
})
