import { quote } from '../../../lib/protocol/quote.ts'
import type { Variant } from '../variant.ts'
import type { Evidence } from './evidence.ts'
import { mendedBy } from './mended-by.ts'

const usualStages = [
  'prod',
  'dev',
  'test',
  'stage',
  'staging',
  'production',
  'sandbox',
  'uat',
  'live',
  'qa',
  'default',
]
const usualBasePaths = [
  'api',
  'v1',
  'v2',
  'latest',
  'main',
  'demo',
  'alipay',
  'webhook',
  'webhooks',
  'gateway',
]
const stages = usualStages.map((name) => `/${name}`)
const basePaths = usualBasePaths.map((name) => `/${name}`)

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
  const rows = [...new Set([...certain, ...stages, ...basePaths])]
  return rows.map((prefix) => {
    const isStage = stages.includes(prefix) || named.includes(prefix)
    return {
      dimension: 'front',
      rarity: certain.includes(prefix) || prefix === '/prod' ? 0 : 1,
      cause: {
        name: isStage ? 'stage-missing' : 'base-path-missing',
        what: `the ${isStage ? 'stage' : 'base path'} ${quote(prefix)} was signed and is missing in the path here`,
        ...mendedBy('PUBLIC_PATH_PREFIX', 'stop the proxy from cutting it off'),
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
    const isStage = added === `/${exhibit.stage}` || stages.includes(added)
    return [
      {
        dimension: 'front',
        rarity: count === 1 ? 0 : 1,
        cause: {
          name: isStage ? 'stage-added' : 'base-path-added',
          what: `${quote(added)} stands before the path here and was not signed`,
          ...mendedBy('PUBLIC_PATHS', 'map the domain without it'),
        },
        apply: (parts) =>
          parts.path.startsWith(`${added}/`) ? { ...parts, path: parts.path.slice(added.length) } : undefined,
      },
    ]
  })
}

function originVariants({ hosts }: Evidence): readonly Variant[] {
  const origins = hosts.flatMap((host) => [`https://${host}`, `http://${host}`, host, `//${host}`])
  return [...new Set(origins)].map((origin) => ({
    dimension: 'origin',
    rarity: origin.startsWith('http') ? 0 : 2,
    cause: {
      name: origin.startsWith('http') ? 'full-url-signed' : 'host-signed',
      what: `the whole URL was signed, ${quote(origin)} before the path`,
      change: 'sign the path alone, without scheme and host',
      where: 'code',
    },
    apply: (parts) => ({ ...parts, origin }),
  }))
}
