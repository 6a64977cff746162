import { describe, expect, it } from 'vitest'
import vectors from '../../docs/vectors/published.json' with { type: 'json' }
import type { SignedRequest } from '../../tools/alipay/signed-request.ts'
import { answerTo, TAKEN } from '../support/answer.ts'
import { startStack } from '../support/local-stack.ts'
import { newClient, secretOf } from '../support/new-client.ts'

const { genuine, tampered } = vectors
const stack = await startStack({ PUBLIC_PATHS: '/api/back', MAX_AGE_HOURS: '200000', RETENTION_DAYS: '0' })

const { url } = stack.sender('antom')
const { sender, signing } = newClient(url, genuine.clientId)
const keys = { signing: [signing], verifying: [{ version: '1', key: genuine.publicKey }] }
await stack.restart(() => stack.putSecret('antom', secretOf({ [genuine.clientId]: keys, T_ALLPAY_2: keys })))

function published(changes: Partial<Pick<typeof genuine, 'clientId' | 'time' | 'body'>> = {}): SignedRequest {
  const { clientId, time, body } = { ...genuine, ...changes }
  const headers = [
    ['Content-Type', 'application/json; charset=UTF-8'],
    ['Client-Id', clientId],
    ['Request-Time', time],
    ['Signature', `algorithm=RSA256, keyVersion=1, signature=${genuine.signature}`],
  ] as const
  return { origin: new URL(url).origin, target: new URL(url).pathname, headers, body: Buffer.from(body) }
}

describe('the notification that Alipay signed in 2019', () => {
  it('is answered S over the URI that it was signed over, and leaves one receipt and one event, twice sent', async () => {
    const { left } = await stack.leaving(async () => {
      expect(await answerTo(published(), sender, genuine.httpUri)).toBe(TAKEN)
      expect(await answerTo(published(), sender, genuine.httpUri)).toBe(TAKEN)
    })
    expect(left).toMatchObject([{ clientId: 'T_ALLPAY_1', api: 'notifyPayment', expires: undefined }])
    expect(left[0]?.body.toString()).toBe(genuine.body)
    expect(await stack.eventsOf(left)).toMatchObject([
      {
        source: 'alipay.antom',
        'detail-type': 'notifyPayment',
        detail: {
          subject: 'payment#cc89dd30134549d6',
          state: { before: null, after: 'SUCCESS' },
          body: JSON.parse(genuine.body),
        },
      },
    ])
  })

  it.each(tampered.filter(({ httpUri }) => !httpUri))('is refused with its $change', async (changes) => {
    const { value, left } = await stack.leaving(() => answerTo(published(changes), sender))
    expect(value).toBe(changes.clientId ? '200 F INVALID_CLIENT unsigned' : '200 F INVALID_SIGNATURE signed')
    expect(left).toEqual([])
  })

  it('is refused in the name of another client with the same key', async () => {
    const other = { ...sender, clientId: 'T_ALLPAY_2' }
    const { value, left } = await stack.leaving(() => answerTo(published({ clientId: 'T_ALLPAY_2' }), other))
    expect(value).toBe('200 F INVALID_SIGNATURE signed')
    expect(left).toEqual([])
  })
})
