import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { ClientKeys } from '../protocol/keys.ts'
import type { Platform } from '../protocol/platform.ts'
import { formatTime } from '../protocol/request-time.ts'
import { resultBody } from '../protocol/result.ts'
import { MESSAGE_TYPE } from '../protocol/sign-message.ts'
import { signReply } from '../protocol/sign-reply.ts'
import type { Clock } from '../time/timing.ts'

/** What a reply is signed with: a verified request, or what a refused one claims. */
export interface SigningContext {
  readonly client: ClientKeys
  readonly uri: string
  readonly agentToken?: string | undefined
  /** A refusal's time is the whole second, so that one signature serves a flood. */
  readonly refusal?: boolean
}

/** What is answered; it leaves unsigned where it has no signingContext. */
export interface Reply {
  readonly status: 200 | 413 | 503
  /** JSON text. */
  readonly body: string
  readonly signingContext?: SigningContext | undefined
  /** This very reply, being signed since `signedAhead`. Make no other reply from this one. */
  readonly response?: Promise<APIGatewayProxyStructuredResultV2>
}

export type Signer = (reply: Reply) => Promise<APIGatewayProxyStructuredResultV2>

/**
 * A likely reply, signed on the thread pool from now on, while the store answers. It costs a signature where another
 * reply leaves in the end. A failure shows only where this one leaves.
 */
export function signedAhead(reply: Reply, sign: Signer): Reply {
  const response = sign(reply)
  response.catch(() => undefined)
  return { ...reply, response }
}

/** Signatures that an environment spends on refusals in a second. */
const MAX_REFUSALS = 16

/**
 * Signs replies for one environment. The signed refusal for one client, URI and second is made once and reused. No more
 * than 16 are made in a second, whatever a flood varies: beyond that a sender is asked, unsigned, to send again.
 */
export function createSigner(platform: Platform, clock: Clock): Signer {
  const refusals = new Map<string, Promise<APIGatewayProxyStructuredResultV2>>()
  let refusalsOf = 0

  return async (reply) => {
    const { signingContext } = reply
    if (!signingContext) return plainResponse(reply)
    if (!signingContext.refusal) return sign(reply, signingContext, clock())
    const second = Math.floor(clock() / 1000) * 1000
    if (second !== refusalsOf) refusals.clear()
    refusalsOf = second
    const name = [
      signingContext.client.clientId,
      signingContext.client.signing.version,
      signingContext.uri,
    ].join('\n')
    const held = refusals.get(name)
    if (held) return held
    if (refusals.size === MAX_REFUSALS) return unavailableResponse(platform)
    const signed = sign(reply, signingContext, second)
    refusals.set(name, signed)
    return signed
  }

  async function sign(reply: Reply, { client, uri, agentToken }: SigningContext, now: number) {
    const { body } = reply
    const time = formatTime(now, platform.responseTime)
    const echoed = platform.echoesAgentToken && agentToken ? { agentToken } : {}
    const headers = await signReply({ uri, clientId: client.clientId, time, body, ...echoed }, client.signing)
    return respond(reply, headers)
  }
}

/** The answer of an environment that cannot give another: no sender gives up on it. */
export function unavailableResponse({ answers }: Platform): APIGatewayProxyStructuredResultV2 {
  return plainResponse({ status: 503, body: resultBody(answers.sendAgain) })
}

/** For a reply that nobody can sign, or that must not be believed. */
function plainResponse(reply: Reply): APIGatewayProxyStructuredResultV2 {
  return respond(reply, { 'Content-Type': MESSAGE_TYPE })
}

function respond(
  { status, body }: Reply,
  headers: Record<string, string>,
): APIGatewayProxyStructuredResultV2 {
  return { statusCode: status, headers, body }
}
