import { signText } from './algorithms.ts'
import type { SigningKey } from './keys.ts'
import { formatSignatureHeader } from './signature-header.ts'
import { signedText } from './signed-text.ts'

/** Of every reply, signed or not. */
export const REPLY_TYPE = 'application/json; charset=UTF-8'

interface UnsignedReply {
  /** The URI that verified the request, or the received path for a refusal. */
  readonly uri: string
  readonly clientId: string
  /** Response-Time, as `formatResponseTime` writes it. */
  readonly time: string
  readonly body: string
  /** The request's, where the platform wants it back. */
  readonly agentToken?: string | undefined
}

/** The headers that prove the body to be ours. Rejects if the key cannot sign. */
export async function signReply(
  reply: UnsignedReply,
  key: SigningKey,
): Promise<Readonly<Record<string, string>>> {
  const { clientId, time, agentToken } = reply
  const signature = await signText(signedText({ ...reply, body: Buffer.from(reply.body) }), key)
  return {
    'Client-Id': clientId,
    'Response-Time': time,
    'Content-Type': REPLY_TYPE,
    Signature: formatSignatureHeader(key.algorithm, key.version, signature),
    ...(agentToken === undefined ? {} : { 'Agent-Token': agentToken }),
  }
}
