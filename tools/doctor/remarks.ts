import { hash } from 'node:crypto'
import type { Checked } from '../../lib/protocol/checked.ts'
import type { Refusal } from '../../lib/protocol/refusal.ts'
import type { VerifiedRequest } from '../../lib/protocol/request.ts'
import type { Exhibit } from './exhibit.ts'

/** What is odd beside the verdict. */
export function remarksOn(
  { method, headers, body, bodySha256 }: Exhibit,
  checked: Checked<VerifiedRequest, Refusal>,
): readonly string[] {
  const isOther = body !== undefined && bodySha256 !== undefined && hash('sha256', body) !== bodySha256
  return [
    ...(method.toUpperCase() === 'POST' ? [] : ['The method is not POST: the receiver serves no other.']),
    ...(isOther ? ['The body is not the one that was received: its SHA-256 is another.'] : []),
    ...(headers.has('content-type') ? [] : ['There is no Content-Type.']),
    ...(checked.ok && checked.value.requestTime.epochMs === undefined
      ? ['The Request-Time names no instant: a notification without an age.']
      : []),
  ]
}
