import { readSecret } from '../../lib/keys/secret/read-secret.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import type { KeyRing } from '../../lib/protocol/keys.ts'
import { verifyRequest } from '../../lib/protocol/verify-request.ts'
import type { Sender } from '../alipay/sender.ts'
import { signRequest } from '../alipay/signed-request.ts'

const BATCH = 50

/**
 * Milliseconds of CPU that a forged request of 4 KB costs until it is refused, so many times; `paths` are further URIs
 * that it may have been signed for.
 */
export function measureForgery(
  secret: string,
  sender: Sender,
  paths: readonly string[],
  times: number,
): readonly number[] {
  const { clients } = readSecret([secret], antom)
  const ring: KeyRing = { client: (clientId) => clients.get(clientId), size: clients.size }
  const { target, headers } = signRequest(sender, 'x'.repeat(4_096))
  const received = {
    rawPath: target,
    rawQueryString: '',
    headers: new Map(headers.map(([name, value]) => [name.toLowerCase(), value])),
    body: Buffer.from('y'.repeat(4_096)),
    receivedAt: Date.now(),
  }
  return Array.from({ length: times }, () => {
    const before = process.cpuUsage()
    for (let i = 0; i < BATCH; i++) {
      const checked = verifyRequest(received, ring, { paths, prefix: '' })
      if (checked.ok || checked.refusal.reason !== 'signature-mismatch')
        throw new Error('not refused as it should be')
    }
    const { user, system } = process.cpuUsage(before)
    return (user + system) / BATCH / 1_000
  })
}
