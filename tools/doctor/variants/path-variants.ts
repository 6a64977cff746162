import { quote } from '../../../lib/protocol/quote.ts'
import type { Cause } from '../diagnosis.ts'
import { percentDecoded } from '../received-of.ts'
import type { SignedOtherwise, Variant } from '../variant.ts'
import type { Evidence } from './evidence.ts'
import { mendedBy } from './mended-by.ts'

/** A change of the sender's code, or of a proxy, to the path itself. */
interface PathRow {
  readonly name: string
  readonly rarity: 0 | 1 | 2
  readonly what: string
  readonly change: string
  readonly where: Cause['where']
  /** Each gives the path that may have been signed, or the same where it has nothing to change. */
  readonly ways: readonly ((path: string) => string)[]
}

const pathRows: readonly PathRow[] = [
  {
    name: 'trailing-slash-missing',
    rarity: 0,
    what: 'the path was signed with a slash at its end, and came without it',
    change: 'sign the path as it is sent, or stop the proxy from cutting the slash',
    where: 'code',
    ways: [(path) => (path.endsWith('/') ? path : `${path}/`)],
  },
  {
    name: 'trailing-slash-added',
    rarity: 0,
    what: 'the path was signed without the slash at its end',
    change: 'sign the path as it is sent, or stop the proxy from adding the slash',
    where: 'code',
    ways: [(path) => (path.endsWith('/') ? path.slice(0, -1) : path)],
  },
  {
    name: 'path-encoded-otherwise',
    rarity: 1,
    what: 'the path was signed in another percent-encoding than the receiver sees it',
    change: 'register a URL whose path has only A-Z a-z 0-9 / . _ ~ -',
    where: 'console',
    ways: [
      (path) => percentDecoded(path) ?? path,
      (path) => encodeURI(path.toWellFormed()),
      (path) => encodeURI(path.toWellFormed()).replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()),
      (path) => encodeURIComponent(path.toWellFormed()).replaceAll('%2F', '/'),
      (path) => encodeURIComponent(path.toWellFormed()),
    ],
  },
  {
    name: 'origin-added',
    rarity: 1,
    what: 'the path alone was signed, and came with scheme and host before it',
    change: 'send the path alone in the first line, or stop the proxy from writing the whole URL',
    where: 'proxy',
    ways: [(path) => path.replace(/^https?:\/\/[^/]*/i, '')],
  },
  {
    name: 'path-lower-case',
    rarity: 1,
    what: 'the path was signed in lower case',
    change: 'sign the path as it is sent, letter by letter',
    where: 'code',
    ways: [(path) => path.toLowerCase()],
  },
  {
    name: 'path-upper-case',
    rarity: 1,
    what: 'the path was signed with capitals',
    change: 'sign the path as it is sent, letter by letter',
    where: 'code',
    ways: [
      (path) => path.toUpperCase(),
      (path) => path.replace(/[a-z]/, (letter) => letter.toUpperCase()),
      (path) => path.replace(/\/[a-z]/g, (letters) => letters.toUpperCase()),
    ],
  },
  {
    name: 'slashes-doubled',
    rarity: 1,
    what: 'the path was signed with another number of slashes',
    change: 'join the host and the path with one slash, before signing and before sending',
    where: 'code',
    ways: [
      (path) => path.replace(/\/{2,}/g, '/'),
      (path) => `/${path}`,
      (path) => path.replaceAll('/', '//'),
    ],
  },
  {
    name: 'leading-slash-missing',
    rarity: 1,
    what: 'the path was signed without the slash at its beginning',
    change: 'sign the path with its first slash',
    where: 'code',
    ways: [(path) => path.replace(/^\//, '')],
  },
]

export function pathVariants({ received, urls, apiNames }: Evidence): readonly Variant[] {
  const { rawPath } = received
  const last = /\/[^/]+$/.exec(rawPath)?.[0] ?? ''
  const api = {
    name: 'api-name-added',
    what: `the registered URL was signed, without ${quote(last)} at its end`,
    ...mendedBy('PUBLIC_PATHS', 'sign the path as it is sent'),
  } as const
  return [
    ...pathRows.flatMap(({ rarity, ways, name, what, change, where }) =>
      ways.map((way) => pathVariant(rarity, { name, what, change, where }, way)),
    ),
    pathVariant(0, api, (path) => (last && path.endsWith(last) ? path.slice(0, -last.length) : path)),
    ...urls.flatMap(({ path, source }) =>
      [path, `${path.replace(/\/$/, '')}${last}`].map((whole) =>
        pathVariant(1, registered(whole, source), () => whole),
      ),
    ),
    ...apiNames.map((name) =>
      pathVariant(2, missingName(name), (path) => `${path.replace(/\/$/, '')}/${name}`),
    ),
  ]
}

function registered(path: string, source: string): SignedOtherwise {
  return {
    name: 'registered-path-signed',
    what: `the path of ${source} was signed, ${quote(path)}, and the call came in under another`,
    ...mendedBy('PUBLIC_PATHS', 'sign the path that is sent'),
  }
}

function missingName(name: string): SignedOtherwise {
  return {
    name: 'api-name-missing',
    what: `/${name} was signed at the end of the path, and is missing here`,
    ...mendedBy('PUBLIC_PATHS', 'sign the path as it is sent'),
  }
}

function pathVariant(
  rarity: Variant['rarity'],
  cause: SignedOtherwise,
  way: (path: string) => string,
): Variant {
  return { dimension: 'path', rarity, cause, apply: (parts) => ({ ...parts, path: way(parts.path) }) }
}
