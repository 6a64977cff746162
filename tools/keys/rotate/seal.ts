import type { KeyObject } from 'node:crypto'
import { algorithmOf, fitsKey, verifySignature } from '../../../lib/protocol/algorithms.ts'
import type { VerifyingKey } from '../../../lib/protocol/keys.ts'
import { parseSignatureHeader } from '../../../lib/protocol/signature-header.ts'
import { signedText } from '../../../lib/protocol/signed-text.ts'
import { entryAt } from './edit-secret.ts'
import type { State } from './state.ts'

export interface SealedReply {
  readonly uri: string
  readonly signature: string | undefined
  readonly clientId: string
  /** Response-Time. */
  readonly time: string
  readonly body: Buffer
}

/** Which of our keys signed a reply. */
export interface Seal {
  /** As the reply says it; undefined where it is not signed. */
  readonly version: string | undefined
  /** Whether the key of that version in the secret made the signature. */
  readonly holds: boolean
}

export function sealOf(reply: SealedReply, state: State): Seal {
  const parsed = parseSignatureHeader(reply.signature ?? '')
  if (!parsed.ok) return { version: undefined, holds: false }
  const { keyVersion, signature } = parsed.value
  const text = signedText(reply)
  const keys = signingKeys(state).filter(({ version }) => version === keyVersion)
  return {
    version: keyVersion,
    holds: keys.some((key) => fitsKey(signature, key) && verifySignature(text, key, signature)),
  }
}

/** The public halves of the client's own keys, by which its replies are checked. */
function signingKeys({ client, part, place }: State): readonly VerifyingKey[] {
  return client.signing.flatMap(({ version, publicKey }, index) => {
    const { hash, encoding } = entryAt(part.text, { ...place, list: 'signing' }, index)
    return publicKey ? verifyingKey(version, publicKey, hash, encoding) : []
  })
}

function verifyingKey(
  version: string,
  key: KeyObject,
  hash: unknown,
  encoding: unknown,
): readonly VerifyingKey[] {
  const algorithm = algorithmOf(key)
  if (!algorithm) return []
  const isRaw = encoding === 'raw' ? 'raw' : 'der'
  return [
    {
      use: 'verify',
      version,
      algorithm,
      hash: hash === 'sha224' ? 'sha224' : 'sha256',
      encoding: algorithm === 'RSA256' ? undefined : isRaw,
      key,
    },
  ]
}
