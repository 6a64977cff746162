import type { ReceivedRequest } from '../../../lib/protocol/request.ts'
import type { RefusedRequest } from '../../../lib/refused/refused-request.ts'
import type { Exhibit } from '../../doctor/exhibit.ts'
import { originOf, writtenTarget } from '../../doctor/read/urls.ts'

/** A kept refusal as the doctor reads messages. */
export function exhibitOf(kept: RefusedRequest): Exhibit {
  const headers = new Map(Object.entries(kept.headers))
  return {
    form: 'a kept refusal',
    method: 'POST',
    target: writtenTarget(kept.path, kept.query),
    headers,
    body: kept.body,
    ...originOf(headers),
    receivedAt: kept.receivedAt,
  }
}

/** The same as the receiver read it, as if it had just come: `now` is epoch milliseconds. */
export function receivedAgain(kept: RefusedRequest, now: number): ReceivedRequest {
  return {
    rawPath: kept.path,
    rawQueryString: kept.query,
    headers: new Map(Object.entries(kept.headers)),
    body: kept.body,
    receivedAt: now,
  }
}
