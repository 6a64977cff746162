import { createPrivateKey, createPublicKey } from 'node:crypto'
import keyFile from '../../docs/vectors/keys.json' with { type: 'json' }
import { nameOperation } from '../../lib/commands/name-operation.ts'
import { createSigner } from '../../lib/edge/reply.ts'
import { receiptKeyOf } from '../../lib/notifications/name-message.ts'
import { recognise } from '../../lib/notifications/recognise.ts'
import { acquirer } from '../../lib/platforms/acquirer/platform.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { miniProgram } from '../../lib/platforms/mini-program/platform.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { wallet } from '../../lib/platforms/wallet/platform.ts'
import { worldfirst } from '../../lib/platforms/worldfirst/platform.ts'
import { decryptBody } from '../../lib/protocol/decrypt-body.ts'
import type { AlgorithmName, ClientKeys, SigningKey, VerifyingKey } from '../../lib/protocol/keys.ts'
import type { Platform, PlatformName } from '../../lib/protocol/platform.ts'
import { formatTime, readRequestTime } from '../../lib/protocol/request-time.ts'
import { signRequest } from '../../lib/protocol/sign-request.ts'
import { parseSignatureHeader } from '../../lib/protocol/signature-header.ts'
import { verifyReply } from '../../lib/protocol/verify-reply.ts'
import { verifyRequest } from '../../lib/protocol/verify-request.ts'
import { isSigned } from '../../tools/alipay/signed-request.ts'
import type { EncryptedCase } from '../../tools/generate/vectors/encrypted-cases.ts'
import type { GatewayReplyCase } from '../../tools/generate/vectors/gateway-reply-cases.ts'
import type { GatewayRequestCase } from '../../tools/generate/vectors/gateway-request-cases.ts'
import type { ReplyCase, ReplyCheck } from '../../tools/generate/vectors/reply-cases.ts'
import type { RequestCase } from '../../tools/generate/vectors/request-cases.ts'
import type { KeyName } from '../../tools/generate/vectors/test-keys.ts'
import { commandApiOf, commandRequest } from '../support/request/command-samples.ts'
import { verifiedRequest } from '../support/request/verified-request.ts'

interface NamedMessage {
  /** `<platform>/<api>`, and `.<variant>` where an API has several samples. */
  readonly name: string
  readonly message: string
}

/** What is asked of an implementation, by set; docs/vectors/README.md describes it. */
interface Questions {
  readonly 'signature-headers': string
  readonly 'request-times': string
  readonly requests: RequestCase['input']
  readonly replies: ReplyCase['input']
  readonly 'reply-checks': ReplyCheck['input']
  readonly 'gateway-requests': GatewayRequestCase['input']
  readonly 'gateway-replies': GatewayReplyCase['input']
  readonly 'encrypted-bodies': EncryptedCase['input']
  readonly 'receipt-keys': NamedMessage
  readonly 'operation-keys': NamedMessage
}

type Answers = { readonly [Set in keyof Questions]: (input: Questions[Set]) => unknown }

interface TestKey {
  readonly algorithm: string
  readonly hash: string
  readonly encoding?: string
  readonly publicKey: string
  readonly testPrivateKey?: string
}

const keys: Readonly<Record<KeyName, TestKey>> = keyFile.keys
const platforms = [acquirer, antom, miniProgram, wallet, worldfirst]
const CLIENT_ID = 'CLIENT_1'

/** What this project answers to each case of docs/vectors. */
export const answers: Answers = {
  'signature-headers': (header) => {
    const read = parseSignatureHeader(header)
    if (!read.ok) return null
    const { algorithm = null, keyVersion = null, signature } = read.value
    return { algorithm, keyVersion, signature: signature.toString('hex') }
  },
  'request-times': (text) => {
    const read = readRequestTime(text)
    return read ? { epochMs: read.epochMs ?? null } : null
  },
  requests: verdictOn,
  replies: async ({ platform, request, answeredAt, body, signing }) => {
    const { uri, clientId, agentToken } = request
    const signer = createSigner(platformOf(platform), () => answeredAt)
    const client = clientOf(clientId, [signing])
    const signingContext = { client, uri, agentToken: agentToken ?? undefined, refusal: false }
    return { headers: (await signer({ status: 200, body, signingContext })).headers }
  },
  'reply-checks': ({ request, headers, bodyBase64, verifying }) => {
    const received = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
    const body = Buffer.from(bodyBase64, 'base64')
    const sender = {
      clientId: request.clientId,
      keyVersion: '1',
      privateKey: '',
      partnerPublicKey: publicKeyOf(verifying.key).export({ type: 'spki', format: 'pem' }).toString(),
      partnerKeyVersion: verifying.version,
    }
    const reply = { status: 200, headers: Object.fromEntries(received), body, result: undefined }
    return { genuine: isSigned(reply, sender, request.uri) }
  },
  'gateway-requests': async ({ platform, uri, clientId, sentAt, body, signing }) => {
    const time = formatTime(sentAt, platformOf(platform).requestTime)
    const request = { uri, clientId, time, body: Buffer.from(body) }
    return { headers: await signRequest(request, clientOf(clientId, [signing]).signing) }
  },
  'gateway-replies': ({ request, headers, bodyBase64, verifying }) => {
    const reply = { headers: folded(headers), body: Buffer.from(bodyBase64, 'base64') }
    const checked = verifyReply(reply, clientOf(request.clientId, verifying), request.uri)
    if (!checked.ok) return { verdict: 'refused', reason: checked.refusal.reason }
    return {
      verdict: 'accepted',
      keyVersion: checked.value.keyVersion,
      respondedAt: checked.value.respondedAt,
    }
  },
  'encrypted-bodies': ({ header, bodyBase64, decrypting }) => {
    const held = decrypting.map(({ version, key }) => ({ version, key: privateKeyOf(key) }))
    const content = decryptBody(header, Buffer.from(bodyBase64, 'base64'), held)
    return content ? { contentBase64: content.toString('base64') } : null
  },
  'receipt-keys': ({ name, message }) => {
    const { name: platform } = platformOf(name)
    const recognition = recognise(verifiedRequest(message), notificationsOf(platform), [])
    if (recognition.kind === 'wrong-url') return null
    return receiptKeyOf(platform, CLIENT_ID, recognition.naming)
  },
  'operation-keys': ({ name, message }) => {
    const { name: platform } = platformOf(name)
    const [, api = ''] = name.split(/[/.]/)
    const request = commandRequest(platform, api, message)
    return nameOperation(commandApiOf(platform, api), request, platform, CLIENT_ID)
  },
}

function verdictOn({ request, client, publicPathPrefix: prefix, publicPaths: paths }: Questions['requests']) {
  const { clientId, verifying } = client
  const known = clientOf(clientId, verifying)
  const checked = verifyRequest(
    {
      rawPath: request.path,
      rawQueryString: request.query,
      headers: folded(request.headers),
      body: Buffer.from(request.bodyBase64, 'base64'),
      receivedAt: 0,
    },
    { client: (id) => (id === clientId ? known : undefined), size: 1 },
    { prefix, paths },
  )
  if (!checked.ok) return { verdict: 'refused', reason: checked.refusal.reason }
  return { verdict: 'accepted', uri: checked.value.uri, keyVersion: checked.value.keyVersion }
}

/** As HTTP API hands headers over: lower-case names, a doubled one folded with a comma. */
function folded(headers: Questions['requests']['request']['headers']): ReadonlyMap<string, string> {
  const byName = Map.groupBy(headers, ([name]) => name.toLowerCase())
  return new Map(Array.from(byName, ([name, all]) => [name, all.map(([, value]) => value).join(',')]))
}

/** The client signs with the test partner's key, whichever keys verify. */
function clientOf(clientId: string, verifying: Questions['requests']['client']['verifying']): ClientKeys {
  const signing: SigningKey = {
    ...parametersOf('test-partner-1', '1'),
    use: 'sign',
    key: privateKeyOf('test-partner-1'),
  }
  return {
    clientId,
    signing,
    verifying: verifying.map(({ version, key }) => verifyingKey(version, key)),
    decrypting: [],
  }
}

function verifyingKey(version: string, name: KeyName): VerifyingKey {
  return { ...parametersOf(name, version), use: 'verify', key: publicKeyOf(name) }
}

function parametersOf(name: KeyName, version: string) {
  const { algorithm, hash, encoding } = keys[name]
  return {
    version,
    algorithm: algorithm as AlgorithmName,
    hash: hash as VerifyingKey['hash'],
    encoding: encoding as VerifyingKey['encoding'],
  }
}

function privateKeyOf(name: KeyName) {
  const { testPrivateKey = '' } = keys[name]
  return createPrivateKey({ key: Buffer.from(testPrivateKey, 'base64'), format: 'der', type: 'pkcs8' })
}

function publicKeyOf(name: KeyName) {
  return createPublicKey({ key: Buffer.from(keys[name].publicKey, 'base64'), format: 'der', type: 'spki' })
}

/** Of a platform's name, or of a message's that begins with it. */
function platformOf(name: string): Platform & { readonly name: PlatformName } {
  const found = platforms.find((platform) => platform.name === name.split('/')[0])
  if (!found) throw new Error(`no platform ${name}`)
  return found
}
