import { generateKeyPairSync } from 'node:crypto'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import type { Line } from '../../lib/edge/line.ts'
import { notificationHandler } from '../../lib/edge/notification-handler.ts'
import type { Level, Observer, Waited } from '../../lib/edge/observer.ts'
import { createKeyStore, type KeyStore } from '../../lib/keys/key-store.ts'
import type { Inbox } from '../../lib/notifications/inbox.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import type { Platform } from '../../lib/protocol/platform.ts'
import type { PublicPaths } from '../../lib/protocol/request.ts'
import { createRefusedKeeper, type RefusedStore } from '../../lib/refused/refused-keeper.ts'
import {
  type Reply,
  type SignedRequest,
  type SigningOptions,
  signRequest,
} from '../../tools/alipay/signed-request.ts'
import { memoryInbox } from '../support/memory/memory-inbox.ts'
import { memoryRefused } from '../support/memory/memory-refused.ts'
import { memorySecretSource } from '../support/memory/memory-secret-source.ts'
import { fakeTime } from '../support/model/fake-time.ts'

const pem = { type: 'spki', format: 'pem' } as const
const pkcs8 = { type: 'pkcs8', format: 'pem' } as const
const alipay = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: pem,
  privateKeyEncoding: pkcs8,
})
const partner = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: pem,
  privateKeyEncoding: pkcs8,
})

const CLIENT = 'CLIENT_1'
const HOUR = 3_600_000

const secret = JSON.stringify({
  clients: {
    [CLIENT]: {
      signing: [{ version: '7', key: partner.privateKey, current: true }],
      verifying: [{ version: '1', key: alipay.publicKey }],
      backend: { bearer: 'bearer-token-canary' },
    },
    BROKEN: { signing: [], verifying: [] },
  },
})

interface FunctionOptions {
  readonly inbox?: Inbox
  readonly publicPaths?: PublicPaths
  readonly secret?: string
  /** How long refused requests are kept, in milliseconds; by default none are. */
  readonly keepMs?: number
  readonly refusedStore?: RefusedStore
  /** Stands between the function and its keys. */
  readonly keys?: (keys: KeyStore) => KeyStore
}

/** A platform's notification function in this process: the real chain over fakes that fulfil the contracts. */
export function openNotificationFunction(platform: Platform, options: FunctionOptions = {}) {
  const { parts, ...fakes } = functionFakes(platform, options)
  const receipts = memoryInbox()
  const handler = notificationHandler({
    ...parts,
    keys: options.keys?.(parts.keys) ?? parts.keys,
    apis: notificationsOf(platform.name),
    inbox: options.inbox ?? receipts,
    retentionMs: 35 * 24 * HOUR,
    newReceiptId: () => String(receipts.puts()),
  })
  return { ...fakes, receipts, post: postTo(handler) }
}

/** The parts that the functions of both contracts share, the fakes behind them, and a sender who knows the keys. */
export function functionFakes(platform: Platform, options: Omit<FunctionOptions, 'inbox' | 'keys'> = {}) {
  const time = fakeTime()
  const { clock } = time
  const refused = memoryRefused()
  const { keepMs = 0, refusedStore = refused } = options
  const source = memorySecretSource(options.secret ?? secret)
  const { observer, ...recorded } = recordingObserver()
  const parts = {
    platform,
    keys: createKeyStore({ source, platform, clock, timeout: time.timeout, report: () => {} }),
    maxAgeMs: 48 * HOUR,
    maxSkewMs: 600_000,
    publicPaths: options.publicPaths ?? { prefix: '', paths: [] },
    refused: createRefusedKeeper({ store: refusedStore, keepMs, timeout: time.timeout }),
    clock,
    observer,
  }
  const sender = {
    url: `http://localhost/${platform.name}/notify`,
    clientId: CLIENT,
    keyVersion: '1',
    privateKey: alipay.privateKey,
    partnerPublicKey: partner.publicKey,
    partnerKeyVersion: '7',
  }
  const sign = (body: string | Buffer, signing: SigningOptions = {}) =>
    signRequest(sender, body, { time: new Date(clock()).toISOString(), ...signing })
  return { parts, secret, time, source, refused, ...recorded, sender, sign }
}

type Handler = (event: APIGatewayProxyEventV2, context: Context) => unknown
type RequestContext = Partial<APIGatewayProxyEventV2['requestContext']>

/** Hands requests over as HTTP API and Lambda do, so many milliseconds before Lambda's end, and reads the reply. */
export function postTo(handler: Handler) {
  return async (request: SignedRequest, remaining = 4_000, requestContext: RequestContext = {}) =>
    replyOf(await handler(eventOf(request, requestContext), contextOf(remaining)))
}

/** Keeps what a function logs, and counts: each metric's name and what it is counted by, beside the platform. */
export function recordingObserver() {
  const logs: { readonly level: Level; readonly message: string; readonly line: Line }[] = []
  const counts: string[] = []
  const waits: Waited[] = []
  const observer: Observer = {
    log: (level, message, line) => logs.push({ level, message, line }),
    count(names, _platform, detail, waited) {
      counts.push(...names.map((name) => [name, ...Object.values(detail ?? {})].join(' ')))
      if (waited) waits.push(waited)
    },
  }
  return { observer, logs, counts, waits }
}

/** As HTTP API delivers a request with a text body; every hook of the chain reads only what is here. */
function eventOf(
  { target, headers, body }: SignedRequest,
  requestContext: RequestContext,
): APIGatewayProxyEventV2 {
  const [rawPath = '', rawQueryString = ''] = target.split('?')
  const event = {
    requestContext,
    rawPath,
    rawQueryString,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, value])),
    body: body.toString('base64'),
    isBase64Encoded: true,
  }
  return event as Partial<APIGatewayProxyEventV2> as APIGatewayProxyEventV2
}

function contextOf(remaining: number): Context {
  const context: Partial<Context> = {
    awsRequestId: 'invocation-1',
    getRemainingTimeInMillis: () => remaining,
  }
  return context as Context
}

function replyOf(response: unknown): Reply {
  const { statusCode = 0, headers = {}, body = '' } = response as APIGatewayProxyStructuredResultV2
  const { result } = JSON.parse(body)
  return {
    status: statusCode,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
    ),
    body: Buffer.from(body),
    result,
  }
}
