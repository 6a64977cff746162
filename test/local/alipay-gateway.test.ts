import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkReply, type Seal } from '../../tools/alipay/check-reply.ts'
import { type AskedApi, askedApis, statesOf } from '../../tools/alipay/gateway/asked-apis.ts'
import { openAlipayGateway } from '../../tools/alipay/gateway/gateway.ts'
import { gatewayFaults } from '../../tools/alipay/gateway/gateway-faults.ts'
import { newKey, publicHalf } from '../../tools/alipay/key-pair.ts'
import { SAMPLES } from '../../tools/alipay/samples.ts'
import type { Sender } from '../../tools/alipay/sender.ts'
import { send, signRequest } from '../../tools/alipay/signed-request.ts'

const [alipay, partner] = await Promise.all([newKey(), newKey()])
/** Alipay, as a partner of each platform knows it. */
const sender: Sender = {
  clientId: 'CLIENT',
  keyVersion: '2',
  privateKey: alipay,
  partnerPublicKey: publicHalf(partner),
  partnerKeyVersion: '1',
}

async function open() {
  const platforms = ['acquirer', 'antom', 'mini-program', 'worldfirst']
  const gateway = await openAlipayGateway(() =>
    Object.fromEntries(platforms.map((platform) => [platform, sender])),
  )
  onTestFinished(gateway.close)
  return gateway
}

const payment: AskedApi = {
  platform: 'antom',
  kind: 'payment',
  path: '/api/v1/payments/inquiryPayment',
  sample: 'inquiryPayment',
}
const field = { paymentRequestId: 'p1' }

/** Asks as a partner does; the answer, and what he finds of its signature. */
async function ask(
  url: string,
  { platform, path } = payment,
  body: object = field,
  key = partner,
): Promise<{ status: number; body: Record<string, unknown>; seal: Seal['kind'] }> {
  const uri = `/${platform}${path}`
  const asking = { ...sender, url, keyVersion: '1', privateKey: key }
  const question = signRequest(asking, JSON.stringify(body), { target: uri })
  const reply = await send({ ...question, origin: url }, { timeoutMs: 5_000 })
  // What Alipay signs, a partner checks by Alipay's key.
  const seen = { ...sender, partnerPublicKey: publicHalf(alipay), partnerKeyVersion: '2' }
  return {
    status: reply.status,
    body: reply.body.length > 0 ? JSON.parse(reply.body.toString()) : {},
    seal: checkReply(reply, seen, [uri]).kind,
  }
}

describe('the pretend gateway', () => {
  it('says of an object what it was told, one question after the other, the last for good', async () => {
    const { url, tell, questions } = await open()
    tell({ platform: 'antom', id: 'p1', says: ['absent', 'PROCESSING', 'SUCCESS'] })
    const seen = []
    for (let round = 0; round < 4; round++) seen.push(await ask(url))
    expect(seen.map(({ body }) => body.paymentStatus)).toEqual([
      undefined,
      'PROCESSING',
      'SUCCESS',
      'SUCCESS',
    ])
    for (const { seal } of seen) expect(seal).toBe('holds')
    expect(seen[3]?.body).toMatchObject({ result: { resultStatus: 'S' }, paymentRequestId: 'p1' })
    expect(questions).toEqual(
      Array(4).fill({ platform: 'antom', kind: 'payment', id: 'p1', isGenuine: true }),
    )
  })

  it.each(askedApis)('answers $platform $path', async (api) => {
    const { url, tell } = await open()
    const [state = ''] = statesOf(api)
    const file = join(SAMPLES, api.platform, 'inquiries', `${api.sample}.json`)
    const [field = ''] = Object.keys(JSON.parse(readFileSync(file, 'utf8')).request)
    const question = { [field]: 'x1' }
    tell({ platform: api.platform, kind: api.kind, id: 'x1', says: [state] })
    const { body, seal } = await ask(url, api, question)
    expect(seal).toBe('holds')
    expect(body).toMatchObject({ result: { resultStatus: 'S' } })
    expect(JSON.stringify(body)).toContain('"x1"')
  })

  it('does not know what it was not told of, and says so, signed', async () => {
    const { url } = await open()
    expect(await ask(url)).toMatchObject({
      seal: 'holds',
      body: { result: { resultCode: 'ORDER_NOT_EXIST' } },
    })
  })

  it('refuses a question that the partner did not sign', async () => {
    const { url, questions } = await open()
    expect(await ask(url, payment, field, await newKey())).toMatchObject({
      seal: 'unsigned',
      body: { result: { resultCode: 'INVALID_SIGNATURE' } },
    })
    expect(questions).toMatchObject([{ isGenuine: false }])
  })

  it('is told over HTTP too, and says what is wrong with what it is told', async () => {
    const { url } = await open()
    const tell = (telling: object) => fetch(`${url}/tell`, { method: 'POST', body: JSON.stringify(telling) })
    const wrong = await tell({ platform: 'antom', id: 'p1', says: ['SUCESS'] })
    expect([wrong.status, await wrong.text()]).toEqual([
      400,
      'no state is named "SUCESS": did you mean SUCCESS?\n',
    ])
    expect((await tell({ platform: 'antom', id: 'p1', says: ['SUCCESS'] })).status).toBe(204)
    expect((await ask(url)).body.paymentStatus).toBe('SUCCESS')
  })

  it.each([{ origin: 'https://example.com' }, { host: 'rebound.example.com' }])(
    'answers no web page: %j',
    async (headers) => {
      const { url } = await open()
      const { promise, resolve } = Promise.withResolvers<number | undefined>()
      request(`${url}/tell`, { method: 'POST', headers }, async (response) => {
        await buffer(response)
        resolve(response.statusCode)
      }).end('{}')
      expect(await promise).toBe(403)
    },
  )
})

describe('a fault of the gateway', () => {
  const signed = ['other-object', 'older', 'from-the-future', 'oversized', 'unknown', 'declined', 'no-answer']

  it.each(signed)('%s is signed as it should be', async (fault) => {
    const { url, tell } = await open()
    tell({ platform: 'antom', id: 'p1', says: [`SUCCESS ${fault}`] })
    expect((await ask(url)).seal).toBe('holds')
  })

  it.each([
    ['unsigned', { seal: 'unsigned' }],
    ['altered', { seal: 'fails', body: { paymentStatus: 'CANCELLED' } }],
    ['wrong-key', { seal: 'fails' }],
    ['other-client', { seal: 'fails' }],
    ['broken', { status: 500 }],
    ['no-such-page', { status: 404 }],
    ['redirect', { status: 302 }],
    ['other-object', { body: { paymentRequestId: 'other-p1' } }],
  ])('%s shows', async (fault, seen) => {
    const { url, tell } = await open()
    tell({ platform: 'antom', id: 'p1', says: [`SUCCESS ${fault}`] })
    expect(await ask(url)).toMatchObject(seen)
  })

  it('has a line for people, and a name of its own', () => {
    expect(new Set(gatewayFaults.map(({ name }) => name)).size).toBe(gatewayFaults.length)
    for (const { what } of gatewayFaults) expect(what).toMatch(/^\S.*[^.]$/)
  })
})
