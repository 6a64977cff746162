import { generateKeyPairSync, verify } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isSigned, type Reply, send, signCommand, signRequest } from '../../tools/alipay/signed-request.ts'
import { listen } from '../../tools/loopback/ports.ts'

const pair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
const alipay = pair()
const partner = pair()
const sender = {
  url: 'http://127.0.0.1:3000/antom/notify',
  clientId: 'SANDBOX_1',
  keyVersion: '2',
  privateKey: alipay.privateKey,
  partnerPublicKey: partner.publicKey,
  partnerKeyVersion: '7',
}

describe('signRequest', () => {
  it("signs method, path, client, time and body with Alipay's key", () => {
    const { target, headers, body } = signRequest(sender, '{"a":1}', { time: '2025-11-20T02:16:02-08:00' })
    expect(target).toBe('/antom/notify/notifyPayment')
    const values = new Map(headers)
    const [, signature = ''] =
      /^algorithm=RSA256, keyVersion=2, signature=([A-Za-z0-9%]+)$/.exec(values.get('Signature') ?? '') ?? []
    const text = 'POST /antom/notify/notifyPayment\nSANDBOX_1.2025-11-20T02:16:02-08:00.{"a":1}'
    expect(
      verify(
        'sha256',
        Buffer.from(text),
        alipay.publicKey,
        Buffer.from(decodeURIComponent(signature), 'base64'),
      ),
    ).toBe(true)
    expect(values.get('Client-Id')).toBe('SANDBOX_1')
    expect(values.get('Request-Time')).toBe('2025-11-20T02:16:02-08:00')
    expect(body.toString()).toBe('{"a":1}')
  })

  it('signs another URI than it sends to, where asked', () => {
    const one = signRequest(sender, 'x', { time: 't', target: '/hidden/path?q', uri: '/public' })
    const other = signRequest(sender, 'x', { time: 't', target: '/public' })
    expect(one.target).toBe('/hidden/path?q')
    expect(one.headers).toEqual(other.headers)
  })
})

describe('signCommand', () => {
  const commander = { ...sender, commandsUrl: 'http://127.0.0.1:3000/wallet' }

  it('signs a command for the URL of its name, as another request for it', () => {
    const { origin, target, headers } = signCommand(commander, 'pay', '{}', { time: 't' })
    expect([origin, target]).toEqual(['http://127.0.0.1:3000', '/wallet/pay'])
    expect(headers).toEqual(signRequest(sender, '{}', { time: 't', target: '/wallet/pay' }).headers)
  })

  it('sends elsewhere what it signs, where asked', () => {
    const { target } = signCommand(commander, 'pay', '{}', { target: '/wallet/refund' })
    expect(target).toBe('/wallet/refund')
  })
})

describe('send', () => {
  it('puts headers and bytes on the wire as they are', async () => {
    const requests: IncomingMessage[] = []
    const server = createServer(async (incoming, response) => {
      requests.push(incoming)
      response.end(await buffer(incoming))
    })
    const origin = `http://127.0.0.1:${await listen(server, 0)}`
    onTestFinished(async () => {
      server.close()
      await once(server, 'close')
    })
    const headers = [
      ['X-Twice', 'one'],
      ['x-twice', 'two'],
    ] as const
    const body = Buffer.from([0xff, 0x00])
    const reply = await send({ origin, target: '/a%0Ab?c', headers, body })
    expect(reply).toMatchObject({ status: 200, body, result: undefined })
    expect(requests[0]?.url).toBe('/a%0Ab?c')
    expect(requests[0]?.rawHeaders.join(' ')).toContain('X-Twice one x-twice two')
  })

  it('rejects where nobody answers', async () => {
    await expect(send({ ...signRequest(sender, ''), origin: 'http://127.0.0.1:1' })).rejects.toThrow()
  })
})

describe('isSigned', () => {
  const uri = '/antom/notify/notifyPayment'

  function signedReply(): Reply {
    const partnerAsSender = { ...sender, privateKey: partner.privateKey, keyVersion: '7' }
    const { headers, body } = signRequest(partnerAsSender, '{"result":{}}', {
      uri,
      time: '2026-01-01T00:00:00Z',
    })
    const { Signature: signature } = Object.fromEntries(headers)
    const replied = { signature, 'client-id': 'SANDBOX_1', 'response-time': '2026-01-01T00:00:00Z' }
    return { status: 200, headers: replied as Reply['headers'], body, result: undefined }
  }
  const withHeader = (name: string, value?: string): Reply => {
    const reply = signedReply()
    return { ...reply, headers: { ...reply.headers, [name]: value } }
  }
  const signature = String(signedReply().headers.signature)

  it("holds for the partner's signature over the same URI", () => {
    expect(isSigned(signedReply(), sender, uri)).toBe(true)
  })

  it.each<[string, Reply]>([
    ['no signature', withHeader('signature')],
    ['another client', withHeader('client-id', 'sandbox_1')],
    ['another time', withHeader('response-time', '2026-01-01T00:00:01Z')],
    ['no time', withHeader('response-time')],
    ['another key version', withHeader('signature', signature.replace('keyVersion=7', 'keyVersion=8'))],
    ['raw base64', withHeader('signature', decodeURIComponent(signature))],
    ['another order', withHeader('signature', signature.replace(/^(.*?), (.*?), /, '$2, $1, '))],
    ['another body', { ...signedReply(), body: Buffer.from('{"result": {}}') }],
  ])('fails for %s', (_, reply) => {
    expect(isSigned(reply, sender, uri)).toBe(false)
  })

  it('fails for another URI', () => {
    expect(isSigned(signedReply(), sender, '/antom/notify')).toBe(false)
  })
})
