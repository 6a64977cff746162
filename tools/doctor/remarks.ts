import { hash } from 'node:crypto'
import type { Checked } from '../../lib/protocol/checked.ts'
import type { Refusal } from '../../lib/protocol/refusal.ts'
import type { VerifiedRequest } from '../../lib/protocol/request.ts'
import type { Exhibit } from './exhibit.ts'
import { membersAreSorted } from './json/sorted-members.ts'

/** The order that they had cannot be known. */
const SORTED =
  'The members of the body stand in the order of their names: if the sender signs them in another, something sorted them on the way.'

/** What is odd beside the verdict. */
export function remarksOn(
  { headers, body, bodySha256 }: Exhibit,
  checked: Checked<VerifiedRequest, Refusal>,
): readonly string[] {
  const isOther = body !== undefined && bodySha256 !== undefined && hash('sha256', body) !== bodySha256
  return [
    ...(isOther ? ['The body is not the one that was received: its SHA-256 is another.'] : []),
    ...(!checked.ok && body !== undefined && membersAreSorted(body) ? [SORTED] : []),
    ...(headers.has('content-type') ? [] : ['There is no Content-Type.']),
    ...(checked.ok && checked.value.requestTime.epochMs === undefined
      ? ['The Request-Time names no instant: a notification without an age.']
      : []),
  ]
}
