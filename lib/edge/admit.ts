import { authenticate } from '../keys/authenticate.ts'
import type { KeyStore } from '../keys/key-store.ts'
import { type Checked, passed, refused } from '../protocol/checked.ts'
import type { Platform } from '../protocol/platform.ts'
import type { PublicPaths, VerifiedRequest } from '../protocol/request.ts'
import type { Exchange } from './exchange.ts'
import { type Line, withoutQuery } from './line.ts'
import { refusalOf } from './refusal-reply.ts'
import type { Reply, SigningContext } from './reply.ts'

/** What a request is checked against. */
export interface AdmitParts {
  readonly platform: Platform
  readonly keys: KeyStore
  readonly publicPaths: PublicPaths
}

interface Admitted {
  readonly verified: VerifiedRequest
  readonly signingContext: SigningContext
  /** For the log. */
  readonly evidence: Line
}

/** Proves the request genuine, and has whatever happens to it signed from then on; or makes the platform's refusal. */
export async function admit(exchange: Exchange, parts: AdmitParts): Promise<Checked<Admitted, Reply>> {
  const { received } = exchange
  const { ring, checked } = await authenticate(received, parts.keys, parts.publicPaths)
  if (!checked.ok) {
    const { reply, observation } = refusalOf(received, ring, checked.refusal, parts.platform)
    exchange.observation = observation
    return refused(reply)
  }
  const verified = checked.value
  const signingContext = {
    client: verified.client,
    uri: verified.uri,
    agentToken: verified.agentToken,
    refusal: false,
  }
  exchange.signingContext = signingContext
  const contentTypeMissing = parts.platform.contentTypeRequired && !received.headers.has('content-type')
  exchange.evidence = {
    clientId: verified.client.clientId,
    keyVersion: verified.keyVersion,
    uri: withoutQuery(verified.uri),
    requestTime: verified.requestTime.text,
    ...(contentTypeMissing && { contentTypeMissing }),
  }
  return passed({ verified, signingContext, evidence: exchange.evidence })
}
