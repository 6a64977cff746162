import type { Gateway, SignedCall } from '../inquiries/ports.ts'
import { authenticateReply } from '../keys/authenticate.ts'
import { passed, refused } from '../protocol/checked.ts'
import { formatTime } from '../protocol/request-time.ts'
import { signRequest } from '../protocol/sign-request.ts'

/**
 * Asks a client's gateway by one signed call. What comes back passes only if a key of that client's signed it over the
 * URI that was asked (docs/protocol.md, "The other direction"); before, no byte of its body is looked at.
 */
export function signedCall(gateway: Gateway): SignedCall {
  return async ({ asking, path, body, askedAt }) => {
    const { platform, keys, ring, client } = asking
    const url = `${asking.gateway}${path}`
    const uri = new URL(url).pathname
    const time = formatTime(askedAt, platform.requestTime)
    const headers = await signRequest({ uri, clientId: client.clientId, time, body }, client.signing)
    const reply = await gateway.send({ url, headers, body })
    if (typeof reply === 'string') return refused({ because: reply })
    const checked = await authenticateReply(reply, { client, ring, uri }, keys)
    if (checked.ok) return passed({ ...checked.value, uri })
    return refused({ because: 'unverified', evidence: checked.refusal.reason })
  }
}
