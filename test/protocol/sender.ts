import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { AlgorithmName, ClientKeys, KeyRing, SigningKey, VerifyingKey } from '../../lib/protocol/keys.ts'
import type { PublicPaths, ReceivedRequest } from '../../lib/protocol/request.ts'

/** A key pair of Alipay's, or of the partner's: both halves in the forms that the protocol takes. */
export interface Pair {
  readonly verifying: VerifyingKey
  readonly signing: SigningKey
}

type Parameters = Partial<Pick<VerifyingKey, 'version' | 'hash' | 'encoding'>>

const generate: Record<AlgorithmName, () => { publicKey: KeyObject; privateKey: KeyObject }> = {
  RSA256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ECC256: () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
  ECC224: () => generateKeyPairSync('ec', { namedCurve: 'secp224r1' }),
}

export function makePair(algorithm: AlgorithmName, parameters: Parameters = {}): Pair {
  const { publicKey, privateKey } = generate[algorithm]()
  const common = { version: '1', hash: 'sha256', encoding: undefined, algorithm, ...parameters } as const
  return {
    verifying: { ...common, use: 'verify', key: publicKey },
    signing: { ...common, use: 'sign', key: privateKey },
  }
}

/** One pair for every way in which a signature can be made. */
export const makePairs = (): readonly [Pair, ...Pair[]] => [
  makePair('RSA256'),
  makePair('ECC256', { hash: 'sha256', encoding: 'der' }),
  makePair('ECC256', { hash: 'sha256', encoding: 'raw' }),
  makePair('ECC224', { hash: 'sha224', encoding: 'der' }),
  makePair('ECC224', { hash: 'sha256', encoding: 'raw' }),
]

export const describePair = ({ verifying: { algorithm, hash, encoding } }: Pair): string =>
  [algorithm, hash, encoding].filter(Boolean).join(' ')

export const clientOf = (clientId: string, pairs: readonly [Pair, ...Pair[]]): ClientKeys => ({
  clientId,
  signing: pairs[0].signing,
  verifying: pairs.map(({ verifying }) => verifying),
  decrypting: [],
})

export function ringOf(...clients: readonly ClientKeys[]): KeyRing {
  const byId = new Map(clients.map((client) => [client.clientId, client]))
  return { client: (clientId) => byId.get(clientId), size: byId.size }
}

/** Knows whoever asks, so that nothing but the signature stands in a forger's way. */
export const ringOfEveryone = (...pairs: readonly [Pair, ...Pair[]]): KeyRing => ({
  client: (clientId) => clientOf(clientId, pairs),
  size: 1,
})

export const noPublicPaths: PublicPaths = { prefix: '', paths: [] }

/** What is signed, and how the Signature header is spelt. */
export interface Message {
  readonly uri: string
  readonly clientId: string
  readonly time: string
  readonly body: Buffer
  readonly spell: (base64: string) => string
}

export const message: Message = {
  uri: '/antom/notify',
  clientId: 'CLIENT_1',
  time: '2026-11-21T02:00:30Z',
  body: Buffer.from('{"notifyType":"PAYMENT_RESULT"}'),
  spell: (base64) => `algorithm=RSA256,keyVersion=1,signature=${encodeURIComponent(base64)}`,
}

/** Signs as Alipay does, with node:crypto alone. */
export function base64Signature({ uri, clientId, time, body }: Message, { signing }: Pair): string {
  const text = Buffer.concat([
    Buffer.from('POST '),
    Buffer.from(uri),
    Buffer.from(`\n${clientId}.${time}.`),
    body,
  ])
  const dsaEncoding = signing.encoding === 'raw' ? 'ieee-p1363' : 'der'
  return sign(signing.hash, text, { key: signing.key, dsaEncoding }).toString('base64')
}

export type Received = ReceivedRequest & { readonly headers: Map<string, string> }

/** The message as it arrives at its own URI, with a signature that may be another's. */
export const received = (sent: Message, base64: string): Received => ({
  rawPath: sent.uri,
  rawQueryString: '',
  headers: new Map([
    ['client-id', sent.clientId],
    ['request-time', sent.time],
    ['signature', sent.spell(base64)],
  ]),
  body: sent.body,
  receivedAt: 1_795_000_000_000,
})

export function signedRequest(pair: Pair, changes: Partial<Message> = {}): Received {
  const sent = { ...message, ...changes }
  return received(sent, base64Signature(sent, pair))
}
