import type { KeyRing } from '../protocol/keys.ts'
import type { Platform } from '../protocol/platform.ts'
import type { Refusal } from '../protocol/refusal.ts'
import type { ReceivedRequest } from '../protocol/request.ts'
import { resultBody } from '../protocol/result.ts'
import { namedClient } from '../protocol/verify-request.ts'
import type { Observation } from './observer.ts'
import type { Reply } from './reply.ts'

/**
 * How a request that did not verify is answered, and what is told of it (design §2). A refusal is signed over the
 * received path where the request names a client of ours; it tells the sender the platform's code and nothing else.
 */
export function refusalOf(
  received: ReceivedRequest,
  ring: KeyRing,
  { reason, evidence }: Refusal,
  { answers }: Platform,
): { readonly reply: Reply; readonly observation: Observation } {
  const told = { reason, evidence: { evidence } }
  if (ring.size === 0 || reason === 'client-unreadable') {
    return {
      reply: { status: 503, body: resultBody(answers.sendAgain) },
      observation: { disposition: 'no-keys', level: 'error', ...told },
    }
  }
  if (reason === 'body-too-large') {
    return {
      reply: { status: 413, body: resultBody(answers.sendAgain) },
      observation: { disposition: 'too-large', level: 'warn', ...told },
    }
  }
  if (reason === 'client-unknown') {
    return {
      reply: { status: 200, body: resultBody(answers.unknownClient) },
      observation: { disposition: 'unknown-client', level: 'warn', ...told },
    }
  }
  const client = namedClient(received, ring)
  const seal = client && { client, uri: received.rawPath, refusal: true }
  return {
    reply: { status: 200, body: resultBody(answers.notGenuine), seal },
    observation: { disposition: 'refused', level: 'warn', ...told },
  }
}
