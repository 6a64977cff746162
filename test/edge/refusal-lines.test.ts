import { createHash, createPublicKey } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { type SignedRequest, signRequest } from '../../tools/alipay/signed-request.ts'
import { withHeader } from '../support/requests.ts'
import { openNotificationFunction } from './notification-function.ts'

const body = '{"notifyType":"PAYMENT_RESULT","paymentRequestId":"body-canary"}'
const path = '/antom/notify/notifyPayment'
const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex')
const forge = (request: SignedRequest): SignedRequest => ({ ...request, body: Buffer.from(`${body} `) })

type NotificationFunction = ReturnType<typeof openNotificationFunction>

/** The one line about a request. */
async function lineOf(receiver: NotificationFunction, request: SignedRequest) {
  const before = receiver.logs.length
  await receiver.post(request, 4_000, { requestId: 'correlation-1', timeEpoch: receiver.time.clock() })
  expect(receiver.logs).toHaveLength(before + 1)
  return receiver.logs.at(-1)?.line
}

describe('the line of a refused signature', () => {
  it('answers why: which bytes, which keys over which URIs, and what the headers claimed', async () => {
    const receiver = openNotificationFunction(antom, {
      publicPaths: { prefix: '/proxy', paths: ['/api/back'] },
    })
    const request = forge(receiver.sign(body, { target: `${path}?key=query-canary` }))
    const publicKey = createPublicKey(receiver.sender.privateKey).export({ type: 'spki', format: 'der' })
    expect(await lineOf(receiver, request)).toEqual({
      correlationId: 'correlation-1',
      functionRequestId: 'invocation-1',
      platform: 'antom',
      contract: 'notification',
      path,
      bytes: body.length + 1,
      durationMs: 0,
      waitedMs: 0,
      status: 200,
      signed: true,
      reason: 'signature-mismatch',
      remarks: [],
      evidence: '',
      claimed: {
        clientId: 'CLIENT_1',
        requestTime: new Date(receiver.time.clock()).toISOString(),
        algorithm: 'RSA256',
        keyVersion: '1',
      },
      bodySha256: sha256(`${body} `),
      keysTried: [`1 ${sha256(publicKey).slice(0, 16)}`],
      urisTried: [path, `/proxy${path}`, '/api/back'],
    })
  })

  it('says of a request that no key was tried on what it claimed', async () => {
    const receiver = openNotificationFunction(antom)
    const request = withHeader(
      receiver.sign(body),
      'Signature',
      `algorithm=RSA256,keyVersion=9,signature=${Buffer.alloc(256).toString('base64')}`,
    )
    expect(await lineOf(receiver, request)).toMatchObject({
      reason: 'key-version-unknown',
      evidence: '9',
      claimed: { keyVersion: '9' },
      keysTried: [],
      urisTried: [],
    })
  })
})

describe('every line of a request that is not accepted', () => {
  const genuine = (receiver: NotificationFunction) => receiver.sign(body)
  const kinds: readonly [
    string,
    (receiver: NotificationFunction) => SignedRequest,
    Parameters<typeof openNotificationFunction>[1]?,
  ][] = [
    ['notification refused', (receiver) => forge(receiver.sign(body))],
    ['notification refused', (receiver) => withHeader(receiver.sign(body), 'Signature', 'signature-canary')],
    ['notification refused', (receiver) => receiver.sign(body, { target: '/antom/notify/a\nb' })],
    ['notification unknown-client', (receiver) => withHeader(receiver.sign(body), 'Client-Id', 'SOMEBODY')],
    ['notification no-keys', (receiver) => withHeader(receiver.sign(body), 'Client-Id', 'BROKEN')],
    ['notification no-keys', genuine, { secret: '' }],
    ['notification too-large', (receiver) => receiver.sign(Buffer.alloc(1_048_577, 0x20))],
    ['notification store-failed', genuine, { inbox: { put: () => Promise.reject(new Error('gone')) } }],
    ['notification store-failed', genuine, { inbox: { put: () => new Promise(() => {}) } }],
  ]

  it.each(kinds)(
    '%s says which request it is, and what was sent (case %#)',
    async (message, make, options) => {
      const receiver = openNotificationFunction(antom, options)
      const request = make(receiver)
      const line = await (message.endsWith('store-failed')
        ? receiver.post(request, 501, { requestId: 'correlation-1' }).then(() => receiver.logs.at(-1)?.line)
        : lineOf(receiver, request))
      expect(receiver.logs.at(-1)?.message).toBe(message)
      expect(line).toMatchObject({
        correlationId: 'correlation-1',
        functionRequestId: 'invocation-1',
        platform: 'antom',
        contract: 'notification',
        path: request.target.replace('\n', '?'),
        bytes: request.body.length,
        durationMs: expect.any(Number),
        waitedMs: expect.any(Number),
        status: expect.any(Number),
        signed: expect.any(Boolean),
      })
      if (!message.endsWith('store-failed')) expect(line).toMatchObject({ bodySha256: sha256(request.body) })
      expect(JSON.stringify(receiver.logs)).not.toContain('canary')
    },
  )

  it('holds nothing unbounded, and no control character, of what a stranger chose', async () => {
    const receiver = openNotificationFunction(antom)
    const request = receiver.sign(body)
    const text = fc.string({ unit: 'binary', maxLength: 400 })
    const headers = fc.dictionary(
      fc.constantFrom('Client-Id', 'Request-Time', 'Signature', 'Agent-Token', 'Encrypt'),
      fc.oneof(
        text,
        fc.constant('CLIENT_1'),
        text.map((value) => `algorithm=${value},keyVersion=1,signature=AAAA`),
      ),
    )
    await fc.assert(
      fc.asyncProperty(headers, text, text, async (changes, target, content) => {
        const hostile = Object.entries(changes).reduce<SignedRequest>(
          (made, [name, value]) => withHeader(made, name, value),
          { ...request, target: `/${target}`, body: Buffer.from(content) },
        )
        const { path, evidence, claimed, urisTried, ...line } = { ...(await lineOf(receiver, hostile)) }
        const chosen = [path, evidence, ...Object.values(claimed ?? {}), ...[urisTried ?? []].flat()]
        for (const value of chosen) expect(String(value)).toMatch(/^[\x20-\x7e]{0,128}$/)
        expect(JSON.stringify(line).length).toBeLessThan(600)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a flood of forgeries, each to a path of its own', () => {
  it('costs 16 signatures a second; every one is logged, counted, and said to be signed or not', async () => {
    const receiver = openNotificationFunction(antom)
    await receiver.time.pass(1_000 - (receiver.time.clock() % 1_000))
    const forged = forge(signRequest(receiver.sender, body))
    const signatures = new Set<unknown>()
    const statuses = new Set<string>()
    for (let i = 0; i < 2_000; i++) {
      const { status, headers, result } = await receiver.post({ ...forged, target: `${path}/${i}` })
      signatures.add(headers.signature)
      statuses.add([status, result?.resultStatus, typeof headers.signature].join(' '))
    }
    signatures.delete(undefined)
    expect(signatures.size).toBe(16)
    expect(statuses).toEqual(new Set(['200 F string', '503 U undefined']))
    expect(receiver.counts).toEqual(Array(2_000).fill('refused signature-mismatch'))
    expect(receiver.logs.filter(({ line }) => line.signed)).toHaveLength(16)
    expect(receiver.logs.at(-1)).toMatchObject({
      message: 'notification refused',
      line: { status: 503, signed: false },
    })
  })
})
