import { createPublicKey } from 'node:crypto'
import vectors from '../../docs/vectors/published.json' with { type: 'json' }
import type { VerifyingKey } from '../../lib/protocol/keys.ts'
import { type Message, message } from './sender.ts'

const { httpUri: uri, clientId, time, body, publicKey } = vectors.genuine

/** What Alipay signed in 2019. */
export const genuine: Message = { ...message, uri, clientId, time, body: Buffer.from(body) }

/** The signature of 2019, in base64. */
export const genuineSignature = decodeURIComponent(vectors.genuine.signature)

/** The same notification with one part changed. */
export const tampered = vectors.tampered.map((changed) => ({
  change: changed.change,
  forged: {
    ...genuine,
    uri: changed.httpUri ?? uri,
    clientId: changed.clientId ?? clientId,
    time: changed.time ?? time,
    body: Buffer.from(changed.body ?? body),
  },
}))

/** The key with which Alipay signed it. */
export const alipayKey: VerifyingKey = {
  use: 'verify',
  version: '1',
  algorithm: 'RSA256',
  hash: 'sha256',
  encoding: undefined,
  key: createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }),
}
