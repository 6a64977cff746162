import { refused } from '../protocol/checked.ts'
import type { ClientKeys } from '../protocol/keys.ts'
import type { ReplyRefusalReason } from '../protocol/refusal.ts'
import { formatTime } from '../protocol/request-time.ts'
import { signRequest } from '../protocol/sign-request.ts'
import { verifyReply } from '../protocol/verify-reply.ts'
import type { Gateway, GatewayReply, PlatformKeys, SignedCall } from './ports.ts'

/** What other keys could change. */
const reasonsToRefresh: ReadonlySet<ReplyRefusalReason> = new Set([
  'key-version-unknown',
  'algorithm-mismatch',
  'signature-length',
  'signature-mismatch',
])

/**
 * Asks by one signed call. A reply is Alipay's only if a key of the client that asked signed it over the URI that was
 * asked; where that fails, once more with newer keys, for Alipay's may have been replaced since ours were read.
 */
export function signedCall(gateway: Gateway): SignedCall {
  return async ({ asking, path, body, askedAt }) => {
    const { platform, client, keys } = asking
    const url = `${asking.gateway}${path}`
    const uri = new URL(url).pathname
    const time = formatTime(askedAt, platform.requestTime)
    const headers = await signRequest({ uri, clientId: client.clientId, time, body }, client.signing)
    const reply = await gateway.send({ url, headers, body })
    if (typeof reply === 'string') return refused({ because: reply })
    const verified = await verifyWithNewest(reply, client, uri, keys)
    if (verified.ok) return { ok: true, value: { ...verified.value, uri } }
    return refused({ because: 'unverified', evidence: verified.refusal.reason })
  }
}

async function verifyWithNewest(reply: GatewayReply, client: ClientKeys, uri: string, keys: PlatformKeys) {
  const verified = verifyReply(reply, client, uri)
  if (verified.ok || !reasonsToRefresh.has(verified.refusal.reason)) return verified
  const newer = (await keys.newerThan(await keys.current()))?.client(client.clientId)
  return newer && newer !== 'unreadable' ? verifyReply(reply, newer, uri) : verified
}
