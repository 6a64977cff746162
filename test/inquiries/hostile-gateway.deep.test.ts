import type { ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { buffer } from 'node:stream/consumers'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { httpsGateway } from '../../lib/adapters/https-gateway.ts'
import { signedCall } from '../../lib/edge/signed-call.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { inquiriesOf } from '../../lib/platforms/inquiries.ts'
import { HOST, listen } from '../../tools/loopback/ports.ts'
import { base64Signature, clientOf, type Message, makePair, message, ringOf } from '../protocol/sender.ts'
import { noPayment, paymentIs, paymentKey, tendParts } from '../support/memory/tend-parts.ts'
import { noon } from '../support/request/verified-request.ts'
import { gatewayCertificate } from '../support/stack/raw-gateway.ts'

const authorities = getCACertificates('default')
const [alipay, other, ours] = [makePair('RSA256'), makePair('RSA256'), makePair('RSA256')]
const SECOND = 1_000
const MAX_SKEW_MS = 600_000

afterAll(() => setDefaultCACertificates(authorities))

interface Said {
  readonly signed?: Partial<Message>
  readonly signer?: typeof alipay
  /** What arrives in place of what was signed. */
  readonly body?: Buffer
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly status?: number
}

const honest = Buffer.from(JSON.stringify(paymentIs('SUCCESS')))

/** The reply of Alipay's gateway to the question, and what is changed of it. */
function say(response: ServerResponse, uri: string, said: Said = {}): void {
  const time = new Date(noon).toISOString()
  const sent = { ...message, uri, time, body: honest, ...said.signed }
  const headers = {
    'Client-Id': sent.clientId,
    'Response-Time': sent.time,
    'Content-Type': 'application/json;charset=UTF-8',
    Signature: sent.spell(base64Signature(sent, said.signer ?? alipay)),
    ...said.headers,
  }
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) response.setHeader(name, value)
  response.writeHead(said.status ?? 200).end(said.body ?? sent.body)
}

/** `giveUp` ends the ten seconds that the question has. */
type Answer = (response: ServerResponse, uri: string, giveUp: () => void) => unknown

/** A gateway over TLS, and the engine that asks it; time stands still at noon. */
async function startWorld(answer: Answer, { host = 'localhost', isTrusted = true } = {}) {
  setDefaultCACertificates(isTrusted ? [...authorities, gatewayCertificate.cert] : authorities)
  const asked: string[] = []
  let next = answer
  const over = new AbortController()
  const server = createServer(gatewayCertificate, async (request, response) => {
    await buffer(request)
    asked.push(request.url ?? '')
    next(response, request.url ?? '', () => setImmediate(() => over.abort()))
  })
  server.on('tlsClientError', () => undefined)
  const gateway = `https://${host}:${await listen(server, 0)}/ams`
  const client = { ...clientOf('CLIENT_1', [alipay]), signing: ours.signing, gateway }
  const ring = ringOf(client, { ...clientOf('CLIENT_2', [other]), gateway })
  const engine = tendParts({
    platformOf: () => ({
      platform: antom,
      inquiries: inquiriesOf('antom'),
      keys: { current: async () => ring, newerThan: async () => undefined },
    }),
    call: signedCall(httpsGateway(() => over.signal)),
    maxSkewMs: MAX_SKEW_MS,
  })
  return {
    engine,
    asked,
    become(honestly: Answer) {
      next = honestly
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const saying =
  (said: Said): Answer =>
  (response, uri) =>
    say(response, uri, said)

const signed = (content: object, changes: Said = {}): Answer =>
  saying({ ...changes, signed: { body: Buffer.from(JSON.stringify(content)), ...changes.signed } })

const at = (ms: number) => ({ time: new Date(ms).toISOString() })
const unsigned = { Signature: undefined }
const millis = Buffer.concat([Buffer.from(`${new Date(noon + 123).toISOString().slice(-4)}.`), honest])

const lies: readonly (readonly [lie: string, because: string, answer: Answer])[] = [
  ['altered: its body', 'unverified', saying({ body: Buffer.from(String(honest).replace('p1', 'p2')) })],
  ['altered: its state', 'unverified', signed(paymentIs('FAIL'), { body: honest })],
  ['altered: its time', 'unverified', saying({ headers: { 'Response-Time': at(noon + SECOND).time } })],
  [
    'altered: where its time ends',
    'unverified',
    saying({
      signed: at(noon + 123),
      headers: { 'Response-Time': new Date(noon + 123).toISOString().slice(0, -5) },
      body: millis,
    }),
  ],
  ['unsigned', 'unverified', saying({ headers: unsigned })],
  [
    'unsigned, and says that our signature is wrong',
    'unverified',
    signed({ result: { resultStatus: 'F', resultCode: 'INVALID_SIGNATURE' } }, { headers: unsigned }),
  ],
  [
    'unsigned, and says that there is no such payment',
    'unverified',
    signed(noPayment, { headers: unsigned }),
  ],
  ['signed by another client’s key', 'unverified', saying({ signer: other })],
  ['signed by our own key: our question thrown back', 'unverified', saying({ signer: ours })],
  ['signed for another client, and says so', 'unverified', saying({ signed: { clientId: 'CLIENT_2' } })],
  [
    'signed for another client, and says ours',
    'unverified',
    saying({ signed: { clientId: 'CLIENT_2' }, headers: { 'Client-Id': 'CLIENT_1' } }),
  ],
  [
    'signed twice, once truly',
    'unverified',
    saying({ headers: { Signature: ['signature=AAAA', `signature=${'A'.repeat(344)}`] } }),
  ],
  [
    'the signed answer of another API',
    'unverified',
    saying({ signed: { uri: '/ams/api/v1/refunds/inquiryRefund' } }),
  ],
  [
    'a notification of Alipay’s about this payment',
    'unverified',
    saying({ signed: { uri: '/antom/notify' } }),
  ],
  [
    'the signed answer about another payment',
    'other-object',
    signed(paymentIs('SUCCESS', { paymentRequestId: 'p2' })),
  ],
  ['a signed answer about no payment', 'other-object', signed({ result: { resultStatus: 'S' } })],
  [
    'a signed answer of before the question, as far as clocks may differ',
    'old-answer',
    saying({ signed: at(noon - MAX_SKEW_MS - SECOND) }),
  ],
  ['a signed answer of the future', 'future-answer', saying({ signed: at(noon + MAX_SKEW_MS + SECOND) })],
  ['over one MiB, signed', 'too-large', saying({ signed: { body: Buffer.alloc(1_048_577, ' ') } })],
  ['packed', 'broken', saying({ body: gzipSync(honest), headers: { 'Content-Encoding': 'gzip' } })],
  ['an error with a true signature', 'status', saying({ status: 500 })],
  [
    'a redirect with a true signature',
    'redirected',
    saying({ status: 307, headers: { Location: '/ams/other' } }),
  ],
  ['no JSON, though signed', 'malformed', saying({ signed: { body: Buffer.from('SUCCESS') } })],
  ['no object, though signed', 'malformed', signed([paymentIs('SUCCESS')])],
  ['a state that no row knows, though signed', 'unknown-status', signed(paymentIs('SUCCESSFUL'))],
  [
    'a success that did not answer the call, though signed',
    'undecided',
    signed({ ...paymentIs('SUCCESS'), result: { resultStatus: 'U', resultCode: 'UNKNOWN_EXCEPTION' } }),
  ],
  [
    'half',
    'broken',
    (response) => {
      response.setHeader('Content-Length', honest.length)
      response.write(honest.subarray(0, 9), () => response.destroy())
    },
  ],
  ['nothing', 'timed-out', (_response, _uri, giveUp) => giveUp()],
  [
    'dripping',
    'timed-out',
    (response, _uri, giveUp) => {
      const more = () => setImmediate(() => response.writable && response.write(' ', more))
      more()
      giveUp()
    },
  ],
]

describe('of a gateway that lies nothing is believed', () => {
  it.each(lies)('%s: %s', async (_, because, answer) => {
    await using world = await startWorld(answer)
    const { engine } = world
    const tended = await engine.send()
    expect(tended).toMatchObject({ outcome: 'waiting', answer: { because } })
    expect(engine.inbox.receipts()).toEqual([])
    expect(world.asked).toEqual(['/ams/api/v1/payments/inquiryPayment'])
    expect(engine.wakeUps.sent).toHaveLength(1)
    // Nothing of what came is left for a log.
    expect(JSON.stringify(tended)).not.toMatch(/paymentStatus|SUCCESS|signature=/)
  })

  it.each<[string, string, { readonly isTrusted?: boolean }]>([
    ['is for another host', HOST, {}],
    ['nobody vouches for', 'localhost', { isTrusted: false }],
  ])('and nothing is asked where its certificate %s', async (_, host, options) => {
    await using world = await startWorld(saying({}), { host, ...options })
    expect(await world.engine.send()).toMatchObject({
      outcome: 'waiting',
      answer: { because: 'untrusted-certificate' },
    })
    expect([world.asked, world.engine.inbox.receipts()]).toEqual([[], []])
  })
})

describe('an answer that is older than what is known', () => {
  const SAID_AT = noon - 60_000 + 123
  const entry = {
    sequence: 1,
    key: 'receipt#notifyPayment#PENDING',
    receiptId: 'id-1',
    digest: 'digest',
    before: null,
    after: 'PENDING',
    changed: true,
    stale: false,
    conflicting: false,
    saidAt: SAID_AT,
  }

  it.each([
    ['is not believed, although its signature holds and no clock could tell', SAID_AT - 1, 'old-answer'],
    ['is not believed in whole seconds either', SAID_AT - 123 - SECOND, 'old-answer'],
    ['or newer, in whole seconds, is asked for again', SAID_AT - 123, 'same-second'],
    ['by nothing is believed', SAID_AT, undefined],
  ])('%s', async (_, respondedAt, because) => {
    await using world = await startWorld(saying({ signed: at(respondedAt) }))
    const { engine } = world
    await engine.log.append(paymentKey, entry, [])
    expect(await engine.send()).toMatchObject(
      because ? { outcome: 'waiting', answer: { because } } : { outcome: 'answered' },
    )
    expect(engine.inbox.receipts()).toHaveLength(because ? 0 : 1)
  })
})

describe('the gateway itself', () => {
  it('is believed at the next question, whatever came before', async () => {
    await using world = await startWorld(saying({ headers: unsigned }))
    const { engine } = world
    await engine.send()
    world.become((response, uri) => say(response, uri, { signed: at(engine.clock()) }))
    expect(await engine.wake()).toMatchObject({
      outcome: 'answered',
      answer: { is: 'state', state: 'SUCCESS' },
    })
    expect(engine.inbox.receipts()).toMatchObject([
      {
        api: 'inquiryPayment',
        identity: 'SUCCESS',
        uri: '/ams/api/v1/payments/inquiryPayment',
        keyVersion: '1',
        proof: { 'client-id': 'CLIENT_1', 'response-time': at(engine.clock()).time },
        body: honest,
      },
    ])
  })
})
