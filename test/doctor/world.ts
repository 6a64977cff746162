import { type SigningOptions, sign } from 'node:crypto'
import type { KeyRing } from '../../lib/protocol/keys.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { type DiagnoseOptions, diagnose } from '../../tools/doctor/diagnose.ts'
import type { Diagnosis } from '../../tools/doctor/diagnosis.ts'
import type { Exhibit } from '../../tools/doctor/exhibit.ts'
import type { KnownKey, KnownKeys } from '../../tools/doctor/known-keys.ts'
import { clientOf, makePair, noPublicPaths, type Pair, ringOf } from '../protocol/sender.ts'

/** Alipay's keys, and ours, made once for each file that asks. */
export function makeWorld() {
  const alipay = makePair('RSA256')
  const newer = makePair('RSA256', { version: '2' })
  const ours = makePair('RSA256')
  const ofOtherClient = makePair('RSA256')
  const ofWallet = makePair('RSA256')
  const pasted = makePair('RSA256')
  const client = { ...clientOf('CLIENT_1', [alipay, newer]), signing: ours.signing }
  const rings = new Map<PlatformName, KeyRing>([
    ['antom', ringOf(client, clientOf('CLIENT_2', [ofOtherClient]))],
    ['wallet', ringOf(clientOf('WALLET_1', [ofWallet]))],
  ])
  const known: KnownKeys = {
    rings,
    keys: [
      keyOf(alipay, 'antom', 'CLIENT_1'),
      keyOf(newer, 'antom', 'CLIENT_1'),
      { ...keyOf(ours, 'antom', 'CLIENT_1'), owner: 'partner' },
      keyOf(ofOtherClient, 'antom', 'CLIENT_2'),
      keyOf(ofWallet, 'wallet', 'WALLET_1'),
      { owner: 'alipay', key: pasted.verifying.key, source: 'key.pem' },
    ],
  }
  return { alipay, newer, ours, ofOtherClient, ofWallet, pasted, known }
}

export function keyOf({ verifying }: Pair, platform: PlatformName, clientId: string): KnownKey {
  const { key, version } = verifying
  return { owner: 'alipay', key, source: `secrets/${platform}.json`, platform, clientId, version }
}

/** What was signed, and by whom. */
export interface Signed {
  readonly method: string
  readonly uri: string
  readonly clientId: string
  readonly time: string
  readonly body: string | Buffer
  /** The whole text, where it is not put together as documented. */
  readonly text?: string | Buffer
  readonly pair: Pair
  readonly hash: string
  readonly options: SigningOptions
}

/** What came. */
export interface Came {
  readonly method: string
  readonly target: string
  readonly clientId: string | undefined
  readonly time: string | undefined
  readonly body: string | Buffer
  /** The Signature header, of the signature in base64. */
  readonly spell: (base64: string) => string | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly stage?: string
  readonly origin?: string
}

export const BODY =
  '{"notifyType":"PAYMENT_RESULT","notifyUrl":"https://pay.example.com/antom/notify","amount":{"value":"100","currency":"EUR"},"count":3,"note":null,"name":"Zoë <a/b>"}'

export const genuine = {
  method: 'POST',
  uri: '/antom/notify',
  clientId: 'CLIENT_1',
  time: '2026-11-21T02:00:30Z',
  body: BODY,
  hash: 'sha256',
  options: {},
}

/** In base64. */
export function signatureOf({ pair, hash, options, text, ...signed }: Signed): string {
  const { method, uri, clientId, time, body } = signed
  const documented = Buffer.concat([Buffer.from(`${method} ${uri}\n${clientId}.${time}.`), Buffer.from(body)])
  const dsaEncoding = pair.signing.encoding === 'raw' ? 'ieee-p1363' : 'der'
  return sign(hash, text === undefined ? documented : Buffer.from(text), {
    key: pair.signing.key,
    dsaEncoding,
    ...options,
  }).toString('base64')
}

/** What comes of what was signed: the same, but for the changes. */
export function exhibitOf(changes: Partial<Signed> & { pair: Pair }, came: Partial<Came> = {}): Exhibit {
  const signed = { ...genuine, ...changes }
  const { method, target, clientId, time, body, spell, headers, ...where }: Came = {
    ...genuine,
    target: genuine.uri,
    spell: (base64) => `algorithm=RSA256, keyVersion=1, signature=${encodeURIComponent(base64)}`,
    headers: {},
    ...came,
  }
  const named = {
    'client-id': clientId,
    'request-time': time,
    signature: spell(signatureOf(signed)),
    'content-type': 'application/json; charset=UTF-8',
    host: 'pay.example.com',
    ...headers,
  }
  const present = Object.entries(named).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return { form: 'a test', method, target, headers: new Map(present), body: Buffer.from(body), ...where }
}

export function examine(
  exhibit: Exhibit,
  known: KnownKeys,
  options: Partial<DiagnoseOptions> = {},
): Diagnosis {
  return diagnose(exhibit, known, { publicPaths: noPublicPaths, ...options })
}

export const namesOf = ({ causes }: Diagnosis): string[] => causes.map(({ name }) => name)
