import type { SigningKey } from './keys.ts'
import { signMessage } from './sign-message.ts'

interface UnsignedReply {
  /** The URI that verified the request, or the received path for a refusal. */
  readonly uri: string
  readonly clientId: string
  /** Response-Time, as `formatTime` writes it. */
  readonly time: string
  readonly body: string
  /** The request's, where the platform wants it back. */
  readonly agentToken?: string | undefined
}

/** The headers that prove the body to be ours. Rejects if the key cannot sign. */
export async function signReply(
  { agentToken, ...reply }: UnsignedReply,
  key: SigningKey,
): Promise<Readonly<Record<string, string>>> {
  const headers = await signMessage({ ...reply, body: Buffer.from(reply.body) }, 'Response-Time', key)
  return agentToken === undefined ? headers : { ...headers, 'Agent-Token': agentToken }
}
