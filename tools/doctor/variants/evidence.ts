import { notificationsOf } from '../../../lib/platforms/notifications.ts'
import type { PlatformName } from '../../../lib/protocol/platform.ts'
import type { ReceivedRequest } from '../../../lib/protocol/request.ts'
import type { Exhibit } from '../exhibit.ts'
import { receivedOf } from '../received-of.ts'

/** A URL that the sender may have been given, and where it was found. */
export interface SeenUrl {
  readonly host: string
  readonly path: string
  readonly query: string
  readonly source: string
}

/** What the exhibit and its surroundings hint at. Strangers chose most of it: it makes candidates, never a verdict. */
export interface Evidence {
  readonly exhibit: Exhibit
  readonly received: ReceivedRequest
  readonly urls: readonly SeenUrl[]
  readonly hosts: readonly string[]
  /** Each begins with a slash. */
  readonly forwardedPrefixes: readonly string[]
  /** What the platform appends to a registered URL. */
  readonly apiNames: readonly string[]
}

const MAX_SEEN = 8

export function evidenceOf(
  exhibit: Exhibit,
  platform: PlatformName,
  registeredUrls: readonly string[],
): Evidence {
  const received = receivedOf(exhibit)
  const urls = [
    ...registeredUrls.map((url) => ({ url, source: 'the registered URL' })),
    ...forwardedUrls(exhibit),
    ...urlsWithin(received.body),
  ]
    .slice(0, MAX_SEEN)
    .flatMap(({ url, source }) => seenUrl(url, source))
  return {
    exhibit,
    received,
    urls,
    hosts: hostsOf(exhibit, urls),
    forwardedPrefixes: listed(exhibit, ['x-forwarded-prefix', 'x-script-name', 'x-base-path']).flatMap(
      (prefix) => (/^\/[\x21-\x7e]*[^/]$/.test(prefix) ? prefix : []),
    ),
    apiNames: [...new Set(notificationsOf(platform).map(({ name, segment }) => segment ?? name))].filter(
      (name) => /^\w+$/.test(name),
    ),
  }
}

function listed({ headers }: Exhibit, names: readonly string[]): readonly string[] {
  return names
    .flatMap((name) => headers.get(name)?.split(',') ?? [])
    .map((value) => value.trim())
    .slice(0, MAX_SEEN)
}

const uriHeaders = [
  ...['x-forwarded-uri', 'x-original-uri', 'x-original-url', 'x-rewrite-url', 'x-forwarded-path'],
  ...['x-envoy-original-path', 'x-request-uri', 'x-forwarded-url'],
]

function forwardedUrls({ headers }: Exhibit) {
  return uriHeaders.flatMap((name) => {
    const url = headers.get(name)
    return url === undefined ? [] : [{ url, source: `the header ${name}` }]
  })
}

const urlMember = /"(\w{0,40}[uU]rl)"\s*:\s*"(https?:[^"\s]{1,1000})"/g
const SEARCHED_BYTES = 65_536

/** A notification often names the URL that it is sent to: `notifyUrl`. */
function urlsWithin(body: Buffer) {
  const members = [...body.toString('utf8', 0, SEARCHED_BYTES).matchAll(urlMember)].slice(0, MAX_SEEN)
  return members.map(([, name, url = '']) => ({
    url: url.replaceAll('\\/', '/').replaceAll('\\u0026', '&'),
    source: `${name} in the body`,
  }))
}

/** An absolute URL, or a path with its query. */
function seenUrl(text: string, source: string): SeenUrl[] {
  const match = /^(?:https?:\/\/([^/?#\s]+))?(\/[^?#\s]*)?(\?[^#\s]*)?$/i.exec(text)
  if (!match) return []
  const [, host = '', path = '/', query = ''] = match
  return [{ host, path, query, source }]
}

function hostsOf(exhibit: Exhibit, urls: readonly SeenUrl[]): readonly string[] {
  const origin = exhibit.origin?.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
  const named = listed(exhibit, ['host', 'x-forwarded-host', 'x-original-host'])
  const hosts = [...(origin ? [origin] : []), ...named, ...urls.map(({ host }) => host)]
  const withAndWithoutPort = hosts.flatMap((host) => [
    host,
    host.replace(/:\d+$/, ''),
    `${host}:443`,
    `${host}:80`,
  ])
  return [...new Set(withAndWithoutPort)].filter(
    (host) => /^[\w.:[\]-]{1,253}$/.test(host) && !/:\d+:\d+$/.test(host),
  )
}
