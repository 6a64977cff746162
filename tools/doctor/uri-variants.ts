import { quote } from '../../lib/protocol/quote.ts'
import type { Cause } from './diagnosis.ts'
import type { Evidence } from './evidence.ts'
import { percentDecoded } from './received-of.ts'
import type { Variant } from './variant.ts'

/** Names that stages and base paths usually have. */
const usualPrefixes = [
  ...['prod', 'dev', 'test', 'stage', 'staging', 'api', 'production', 'sandbox', 'uat', 'live', 'default'],
  ...['v1', 'v2', 'latest', 'main', 'qa', 'demo', 'alipay', 'webhook', 'webhooks', 'gateway'],
]

/** What may stand before the path that was received, or may have been put before the one that was signed. */
export function frontVariants(evidence: Evidence): readonly Variant[] {
  return [...missingPrefixes(evidence), ...addedPrefixes(evidence), ...originVariants(evidence)]
}

function missingPrefixes({ exhibit, received, forwardedPrefixes, urls }: Evidence): readonly Variant[] {
  const named = exhibit.stage && exhibit.stage !== '$default' ? [`/${exhibit.stage}`] : []
  const ofUrls = urls.flatMap(({ path }) => {
    const at = path.length - received.rawPath.length
    return at > 0 && path.endsWith(received.rawPath) ? [path.slice(0, at)] : []
  })
  const certain = [...named, ...ofUrls, ...forwardedPrefixes]
  const usual = usualPrefixes.map((name) => `/${name}`)
  const rows = [...new Set([...certain, ...usual])]
  return rows.map((prefix) => {
    const isStage = usual.includes(prefix) || named.includes(prefix)
    return {
      dimension: 'front',
      rarity: certain.includes(prefix) || prefix === '/prod' ? 0 : 1,
      cause: {
        name: isStage ? 'stage-missing' : 'base-path-missing',
        what: `the ${isStage ? 'stage' : 'base path'} ${quote(prefix)} was signed and is missing in the path here`,
        ...mendedBy('PUBLIC_PATH_PREFIX', prefix, 'configure the path that was signed'),
      },
      apply: (parts) => ({ ...parts, front: prefix + parts.front }),
    }
  })
}

function addedPrefixes({ received, exhibit }: Evidence): readonly Variant[] {
  const segments = received.rawPath.split('/').slice(1)
  return [1, 2].flatMap((count): Variant[] => {
    if (segments.length <= count) return []
    const added = `/${segments.slice(0, count).join('/')}`
    const signed = received.rawPath.slice(added.length)
    const isStage = added === `/${exhibit.stage}` || usualPrefixes.includes(added.slice(1))
    return [
      {
        dimension: 'front',
        rarity: count === 1 ? 0 : 1,
        cause: {
          name: isStage ? 'stage-added' : 'base-path-added',
          what: `${quote(added)} stands before the path here and was not signed`,
          ...mendedBy('PUBLIC_PATHS', signed, 'map the domain without it'),
        },
        apply: (parts) =>
          parts.path.startsWith(`${added}/`) ? { ...parts, path: parts.path.slice(added.length) } : undefined,
      },
    ]
  })
}

function originVariants({ hosts }: Evidence): readonly Variant[] {
  const fronts = hosts.flatMap((host) => [`https://${host}`, `http://${host}`, host, `//${host}`])
  return [...new Set(fronts)].map((front) => ({
    dimension: 'front',
    rarity: front.startsWith('http') ? 0 : 2,
    cause: {
      name: front.startsWith('http') ? 'full-url-signed' : 'host-signed',
      what: `the whole URL was signed, ${quote(front)} before the path`,
      change: 'sign the path alone, without scheme and host',
      where: 'code',
    },
    apply: (parts) => ({ ...parts, front: front + parts.front }),
  }))
}

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
    name: 'path-lower-case',
    rarity: 1,
    what: 'the path was signed in lower case',
    change: 'sign the path as it is sent, letter by letter',
    where: 'code',
    ways: [(path) => path.toLowerCase()],
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
  const whole = rawPath.slice(0, rawPath.length - last.length)
  const api = {
    name: 'api-name-added',
    what: `the registered URL was signed, without ${quote(last)} at its end`,
    ...mendedBy('PUBLIC_PATHS', whole, 'sign the path as it is sent'),
  } as const
  return [
    ...pathRows.flatMap(({ rarity, ways, name, what, change, where }) =>
      ways.map((way) => pathVariant(rarity, { name, what, change, where }, way)),
    ),
    pathVariant(0, api, (path) => (last && path.endsWith(last) ? path.slice(0, -last.length) : path)),
    ...urls.map(({ path, source }) => pathVariant(0, registered(path, source), () => path)),
    ...apiNames.map((name) =>
      pathVariant(2, missingName(name, rawPath), (path) => `${path.replace(/\/$/, '')}/${name}`),
    ),
  ]
}

function registered(path: string, source: string): Cause {
  return {
    name: 'registered-path-signed',
    what: `the path of ${source} was signed, ${quote(path)}, and the call came in under another`,
    ...mendedBy('PUBLIC_PATHS', path, 'sign the path that is sent'),
  }
}

function missingName(name: string, rawPath: string): Cause {
  return {
    name: 'api-name-missing',
    what: `/${name} was signed at the end of the path, and is missing here`,
    ...mendedBy('PUBLIC_PATHS', `${rawPath}/${name}`, 'sign the path as it is sent'),
  }
}

function pathVariant(rarity: Variant['rarity'], cause: Cause, way: (path: string) => string): Variant {
  return { dimension: 'path', rarity, cause, apply: (parts) => ({ ...parts, path: way(parts.path) }) }
}

/** The setting that mends it, where the path can be written into one without any quoting. */
function mendedBy(
  setting: string,
  path: string,
  otherwise: string,
): Pick<Cause, 'change' | 'where' | 'setting'> {
  const settable = setting === 'PUBLIC_PATHS' ? /^\/[\w/.~-]*$/ : /^\/[\w/.~-]*[\w.~-]$/
  return settable.test(path)
    ? { change: `set ${setting}=${path}`, where: 'setting', setting: `${setting}=${path}` }
    : { change: otherwise, where: 'proxy' }
}
