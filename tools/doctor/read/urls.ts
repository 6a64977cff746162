/** Where a request went: the path and query to the letter, because they are signed. `new URL` would rewrite them. */
interface Place {
  /** Scheme and host. */
  readonly origin: string
  readonly target: string
}

/** Undefined for what is no absolute URL; a fragment never goes over the wire. */
export function placeOf(url: string): Place | undefined {
  const [, origin, rest = ''] = /^(https?:\/\/[^/?#\s]+)([^#]*)/i.exec(url.trim()) ?? []
  if (origin === undefined) return undefined
  return { origin, target: rest.startsWith('/') ? rest : `/${rest}` }
}

const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i

/** As the headers say where a request came to: a proxy that ended TLS says so. None where they name no host. */
export function originOf(headers: ReadonlyMap<string, string>): { readonly origin?: string } {
  const host = headers.get('host') ?? headers.get(':authority') ?? ''
  if (!/^[\w.:[\]-]+$/.test(host)) return {}
  const [proxied] = headers.get('x-forwarded-proto')?.split(',') ?? []
  const scheme = proxied?.trim() || (loopback.test(host) ? 'http' : 'https')
  return { origin: `${scheme}://${host}` }
}

/** A target as the wire had it, of a path that the gateway had percent-decoded, and of the query without its `?`. */
export function writtenTarget(path: string, query = ''): string {
  const written = path.replaceAll('%', '%25').replaceAll('?', '%3F')
  return query === '' ? written : `${written}?${query}`
}
