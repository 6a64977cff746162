import fc from 'fast-check'
import type { RefusedRequest } from '../../../lib/refused/refused-request.ts'
import { noon } from './verified-request.ts'

const line = fc.string({ unit: 'grapheme', maxLength: 40 })
const headerName = fc.constantFrom('client-id', 'request-time', 'signature', 'encrypt', 'host')

/** Any request that was refused, whatever it holds. */
export const anyRefusedRequest: fc.Arbitrary<RefusedRequest> = fc.record({
  id: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
  platform: fc.constantFrom('acquirer' as const, 'wallet', 'antom', 'mini-program', 'worldfirst'),
  contract: fc.constantFrom('notification' as const, 'command'),
  reason: fc.constantFrom('signature-mismatch' as const, 'time-malformed'),
  path: line,
  query: line,
  headers: fc.dictionary(headerName, line, { noNullPrototype: true }),
  body: fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)),
  receivedAt: fc.nat(Number.MAX_SAFE_INTEGER),
  expires: fc.nat(Number.MAX_SAFE_INTEGER),
})

/** A notification of antom whose signature did not verify. */
export function refusedRequestOf(changes: Partial<RefusedRequest> = {}): RefusedRequest {
  return {
    id: 'a'.repeat(64),
    platform: 'antom',
    contract: 'notification',
    reason: 'signature-mismatch',
    path: '/antom/notify',
    query: '',
    headers: { 'client-id': 'CLIENT_1', host: 'pay.example.com' },
    body: Buffer.from('{}'),
    receivedAt: noon,
    expires: noon / 1000 + 86_400,
    ...changes,
  }
}
