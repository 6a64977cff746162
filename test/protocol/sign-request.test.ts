import { describe, expect, it } from 'vitest'
import { signRequest } from '../../lib/protocol/sign-request.ts'
import { verifyRequest } from '../../lib/protocol/verify-request.ts'
import { clientOf, describePair, makePairs, noPublicPaths, ringOf } from './sender.ts'

const request = {
  uri: '/ams/api/v1/payments/inquiryPayment',
  clientId: 'CLIENT_1',
  time: '2026-11-21T02:00:30.123Z',
  body: Buffer.from('{"paymentRequestId":"réf-1"}'),
}

describe.each(makePairs().map((pair) => [describePair(pair), pair] as const))(
  'a request signed with %s',
  (_, pair) => {
    it('carries what the documents ask for, and its signature holds by the rules of the other direction', async () => {
      const headers = await signRequest(request, pair.signing)
      expect(headers).toEqual({
        'Client-Id': 'CLIENT_1',
        'Request-Time': '2026-11-21T02:00:30.123Z',
        'Content-Type': 'application/json; charset=UTF-8',
        Signature: expect.stringMatching(
          new RegExp(`^algorithm=${pair.signing.algorithm},keyVersion=1,signature=[\\w%.-]+$`),
        ),
      })
      const received = {
        rawPath: request.uri,
        rawQueryString: '',
        headers: new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
        body: request.body,
        receivedAt: 0,
      }
      const verdict = verifyRequest(received, ringOf(clientOf('CLIENT_1', [pair])), noPublicPaths)
      expect(verdict).toMatchObject({ ok: true, value: { uri: request.uri } })
    })
  },
)
