import type { PublicPaths, ReceivedRequest } from './request.ts'

export interface SignedMessage {
  readonly uri: string
  readonly clientId: string
  /** Request-Time or Response-Time to the letter: the same instant in another spelling is another text. */
  readonly time: string
  readonly body: Buffer
}

/**
 * The text that is signed, of a request and of its reply alike (docs/protocol.md, "The text to be signed"). Nothing
 * follows the body, and no byte of it is touched: escapes, spaces and line ends are signed too.
 */
export function signedText({ uri, clientId, time, body }: SignedMessage): Buffer {
  return Buffer.concat([Buffer.from(`POST ${uri}\n${clientId}.${time}.`), body])
}

const visible = /^[\x21-\x7e]*$/

/** False for a path with a character that no URI has: a decoded line feed in it would forge the signed text. */
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
