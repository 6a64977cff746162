import type { ReceivedRequest } from '../../lib/protocol/request.ts'
import type { Exhibit } from './exhibit.ts'

/** What the receiver is handed of it: HTTP API gives the path percent-decoded once, and the query as it came. */
export function receivedOf({ target, headers, body, receivedAt = 0 }: Exhibit): ReceivedRequest {
  const { path, query } = splitTarget(target)
  return {
    rawPath: percentDecoded(path) ?? path,
    rawQueryString: query,
    headers,
    body: body ?? Buffer.alloc(0),
    receivedAt,
  }
}

/** The path, and the query without its `?`. */
function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const mark = target.indexOf('?')
  return mark < 0
    ? { path: target, query: '' }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) }
}

/** Undefined for what does not decode. */
export function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
