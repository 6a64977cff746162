import type { ReceivedRequest } from '../../../lib/protocol/request.ts'
import type { RefusedRequest } from '../../../lib/refused/refused-request.ts'
import type { Exhibit } from '../../doctor/exhibit.ts'

/** A kept refusal as the doctor reads messages. */
export function exhibitOf(kept: RefusedRequest): Exhibit {
  const { path, query, headers, body, receivedAt } = kept
  // It was percent-decoded once: a percent sign that is left came as %25.
  const wirePath = path.replaceAll('%', '%25')
  const host = headers['x-forwarded-host'] ?? headers.host
  return {
    form: 'a kept refusal',
    method: 'POST',
    target: query ? `${wirePath}?${query}` : wirePath,
    headers: new Map(Object.entries(headers)),
    body,
    ...(host && { origin: `${headers['x-forwarded-proto'] ?? 'https'}://${host}` }),
    receivedAt,
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
