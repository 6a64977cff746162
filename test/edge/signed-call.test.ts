import { describe, expect, it } from 'vitest'
import { signedCall } from '../../lib/edge/signed-call.ts'
import type { GatewayFailure, GatewayReply, Question } from '../../lib/inquiries/ports.ts'
import { acquirer } from '../../lib/platforms/acquirer/platform.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { verifyRequest } from '../../lib/protocol/verify-request.ts'
import { gatewayMessage, signedReply } from '../protocol/gateway-reply.ts'
import { clientOf, makePair, noPublicPaths, ringOf } from '../protocol/sender.ts'
import { memoryGateway } from '../support/memory/memory-gateway.ts'

const [alipay, next] = [makePair('RSA256'), makePair('RSA256')]
const client = clientOf(gatewayMessage.clientId, [alipay])
const ring = ringOf(client)

/** A question of the client's, whose newer keys are these. */
function question(changes: Partial<Question['asking']> = {}): Question {
  return {
    asking: {
      platform: antom,
      client,
      ring,
      keys: { current: async () => ring, newerThan: async () => ringOf(clientOf(client.clientId, [next])) },
      gateway: 'https://open-sea-global.alipay.com/ams/sandbox',
      ...changes,
    },
    path: '/api/v1/payments/inquiryPayment',
    body: Buffer.from('{"paymentRequestId":"p1"}'),
    askedAt: Date.UTC(2026, 10, 21, 2, 0, 30, 987),
  }
}

const uri = '/ams/sandbox/api/v1/payments/inquiryPayment'
const says = (reply: GatewayReply | GatewayFailure) => memoryGateway(() => reply)

describe('a signed call', () => {
  it.each([
    [antom, '2026-11-21T02:00:30.987Z'],
    [acquirer, '2026-11-21T02:00:30Z'],
  ])(
    'of $name is signed over the path of its gateway, base included, and its time',
    async (platform, time) => {
      const gateway = says('status')
      await signedCall(gateway)(question({ platform }))
      const [{ url, headers, body } = { url: '', headers: {}, body: Buffer.of() }] = gateway.requests
      expect(url).toBe(`https://open-sea-global.alipay.com${uri}`)
      expect(headers['Request-Time']).toBe(time)
      const received = {
        rawPath: uri,
        rawQueryString: '',
        headers: new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
        body,
        receivedAt: 0,
      }
      expect(verifyRequest(received, ring, noPublicPaths)).toMatchObject({ ok: true, value: { uri } })
    },
  )

  it('gives the reply that Alipay signed over that path', async () => {
    const reply = signedReply(alipay, { uri })
    expect(await signedCall(says(reply))(question())).toMatchObject({
      ok: true,
      value: { uri, keyVersion: '1', body: reply.body },
    })
  })

  it('takes a reply under a key that is newer than those in hand', async () => {
    expect(await signedCall(says(signedReply(next, { uri })))(question())).toMatchObject({ ok: true })
  })

  it('says why a reply is not Alipay’s, and nothing of what it holds', async () => {
    const called = await signedCall(says(signedReply(makePair('RSA256'), { uri })))(question())
    expect(called).toEqual({
      ok: false,
      refusal: { because: 'unverified', evidence: 'signature-mismatch' },
    })
  })

  it('says why there is none', async () => {
    expect(await signedCall(says('timed-out'))(question())).toEqual({
      ok: false,
      refusal: { because: 'timed-out' },
    })
  })
})
