import type { PublicPaths, ReceivedRequest } from './request.ts'

const visible = /^[\x21-\x7e]*$/

/** False for a path that holds what no URI does: a decoded line feed in it would forge the signed text. */
export function hasLegalPath({ rawPath }: ReceivedRequest): boolean {
  return visible.test(rawPath)
}

/**
 * What Alipay may have signed as the URI, likeliest first. The pages say that the query is signed; the one real
 * notification that was published shows that it is not. A proxy or a custom domain may hide the registered path.
 */
export function signedUris(received: ReceivedRequest, { prefix, paths }: PublicPaths): readonly string[] {
  const { rawPath, rawQueryString } = received
  const withQuery =
    rawQueryString !== '' && visible.test(rawQueryString) ? [`${rawPath}?${rawQueryString}`] : []
  return [...new Set([rawPath, ...withQuery, `${prefix}${rawPath}`, ...paths])]
}
