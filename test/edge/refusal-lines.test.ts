import { createHash, createPublicKey } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { type SignedRequest, signRequest } from '../../tools/alipay/signed-request.ts'
import { withHeader } from '../support/request/requests.ts'
import { openNotificationFunction } from './notification-function.ts'

const body = '{"notifyType":"PAYMENT_RESULT","paymentRequestId":"body-canary"}'
const path = '/antom/notify/notifyPayment'
const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex')
const forge = (request: SignedRequest): SignedRequest => ({ ...request, body: Buffer.from(`${body} `) })

type AdmitParts = ReturnType<typeof openNotificationFunction>

/** The one line about a request. */
async function lineOf(door: AdmitParts, request: SignedRequest) {
  const before = door.logs.length
  await door.post(request, 4_000, { requestId: 'correlation-1', timeEpoch: door.time.clock() })
  expect(door.logs).toHaveLength(before + 1)
  return door.logs.at(-1)?.line
}

describe('the line of a refused signature', () => {
  it('answers why: which bytes, which keys over which URIs, and what the headers claimed', async () => {
    const door = openNotificationFunction(antom, { publicPaths: { prefix: '/proxy', paths: ['/api/back'] } })
    const request = forge(door.sign(body, { target: `${path}?key=query-canary` }))
    const publicKey = createPublicKey(door.sender.privateKey).export({ type: 'spki', format: 'der' })
    expect(await lineOf(door, request)).toEqual({
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
        requestTime: new Date(door.time.clock()).toISOString(),
        algorithm: 'RSA256',
        keyVersion: '1',
      },
      bodySha256: sha256(`${body} `),
      keysTried: [`1 ${sha256(publicKey).slice(0, 16)}`],
      urisTried: [path, `/proxy${path}`, '/api/back'],
    })
  })

  it('says of a request that no key was tried on what it claimed', async () => {
    const door = openNotificationFunction(antom)
    const request = withHeader(
      door.sign(body),
      'Signature',
      `algorithm=RSA256,keyVersion=9,signature=${Buffer.alloc(256).toString('base64')}`,
    )
    expect(await lineOf(door, request)).toMatchObject({
      reason: 'key-version-unknown',
      evidence: '9',
      claimed: { keyVersion: '9' },
      keysTried: [],
      urisTried: [],
    })
  })
})

describe('every line of a request that is not accepted', () => {
  const genuine = (door: AdmitParts) => door.sign(body)
  const kinds: readonly [
    string,
    (door: AdmitParts) => SignedRequest,
    Parameters<typeof openNotificationFunction>[1]?,
  ][] = [
    ['notification refused', (door) => forge(door.sign(body))],
    ['notification refused', (door) => withHeader(door.sign(body), 'Signature', 'signature-canary')],
    ['notification refused', (door) => door.sign(body, { target: '/antom/notify/a\nb' })],
    ['notification unknown-client', (door) => withHeader(door.sign(body), 'Client-Id', 'SOMEBODY')],
    ['notification no-keys', (door) => withHeader(door.sign(body), 'Client-Id', 'BROKEN')],
    ['notification no-keys', genuine, { secret: '' }],
    ['notification too-large', (door) => door.sign(Buffer.alloc(1_048_577, 0x20))],
    ['notification store-failed', genuine, { inbox: { put: () => Promise.reject(new Error('gone')) } }],
    ['notification store-failed', genuine, { inbox: { put: () => new Promise(() => {}) } }],
  ]

  it.each(kinds)(
    '%s says which request it is, and what was sent (case %#)',
    async (message, make, options) => {
      const door = openNotificationFunction(antom, options)
      const request = make(door)
      const line = await (message.endsWith('store-failed')
        ? door.post(request, 501, { requestId: 'correlation-1' }).then(() => door.logs.at(-1)?.line)
        : lineOf(door, request))
      expect(door.logs.at(-1)?.message).toBe(message)
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
      expect(JSON.stringify(door.logs)).not.toContain('canary')
    },
  )

  it('holds nothing unbounded, and no control character, of what a stranger chose', async () => {
    const door = openNotificationFunction(antom)
    const request = door.sign(body)
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
        const { path, evidence, claimed, urisTried, ...line } = { ...(await lineOf(door, hostile)) }
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
    const door = openNotificationFunction(antom)
    await door.time.pass(1_000 - (door.time.clock() % 1_000))
    const forged = forge(signRequest(door.sender, body))
    const signatures = new Set<unknown>()
    const statuses = new Set<string>()
    for (let i = 0; i < 2_000; i++) {
      const { status, headers, result } = await door.post({ ...forged, target: `${path}/${i}` })
      signatures.add(headers.signature)
      statuses.add([status, result?.resultStatus, typeof headers.signature].join(' '))
    }
    signatures.delete(undefined)
    expect(signatures.size).toBe(16)
    expect(statuses).toEqual(new Set(['200 F string', '503 U undefined']))
    expect(door.counts).toEqual(Array(2_000).fill('refused signature-mismatch'))
    expect(door.logs.filter(({ line }) => line.signed)).toHaveLength(16)
    expect(door.logs.at(-1)).toMatchObject({
      message: 'notification refused',
      line: { status: 503, signed: false },
    })
  })
})
