import type { VerifiedRequest } from '../../../lib/protocol/request.ts'
import { clientOf, makePair } from '../../protocol/sender.ts'

const client = clientOf('CLIENT_1', [makePair('RSA256')])

/** 20 November 2025, 10:15:32 UTC, the day of the samples. */
export const noon = 1_763_633_732_000

/** A request as verifyRequest passes it on, sent and received at `noon` unless told otherwise. */
export function verifiedRequest(
  body: string | Buffer,
  { sentAt = noon, ...changes }: Partial<VerifiedRequest> & { sentAt?: number | undefined } = {},
): VerifiedRequest {
  return {
    client,
    requestTime: { text: String(sentAt), epochMs: sentAt },
    uri: '/antom/notify',
    keyVersion: '1',
    proof: { 'client-id': client.clientId, 'request-time': String(sentAt), signature: 'signature=c2ln' },
    agentToken: undefined,
    body: Buffer.from(body),
    receivedAt: noon,
    ...changes,
  }
}
