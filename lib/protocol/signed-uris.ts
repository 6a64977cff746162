import type { PublicPaths, ReceivedRequest } from './request.ts'

export interface SignedUri {
  readonly uri: string
  /** True for one of PUBLIC_PATHS, unless the request came to that very path. */
  readonly isPublicPath: boolean
}

const visible = /^[\x21-\x7e]*$/

/** False for a path that holds what no URI does: a decoded line feed in it would forge the signed text. */
export const hasLegalPath = ({ rawPath }: ReceivedRequest): boolean => visible.test(rawPath)

/**
 * What Alipay may have signed as the URI, likeliest first. The documents say that the query is signed and the one real
 * notification that was published shows that it is not; a proxy or a custom domain may hide the registered path.
 */
export function signedUris(received: ReceivedRequest, { prefix, paths }: PublicPaths): readonly SignedUri[] {
  const { rawPath, rawQueryString } = received
  const withQuery =
    rawQueryString !== '' && visible.test(rawQueryString) ? [`${rawPath}?${rawQueryString}`] : []
  const own = [rawPath, ...withQuery, `${prefix}${rawPath}`]
  const distinct = new Set([...own, ...paths])
  return Array.from(distinct, (uri) => ({ uri, isPublicPath: !own.includes(uri) }))
}
