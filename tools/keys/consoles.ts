import { platforms } from '../../lib/platforms/platforms.ts'
import type { Platform, PlatformName } from '../../lib/protocol/platform.ts'
import { unknownName } from '../terminal/nearest.ts'
import { wrongUsage } from '../terminal/problem.ts'

/** Where a platform is given our public key, and shows its own. */
export interface Console {
  readonly platform: Platform
  readonly name: string
  /** The way to the field for our public key. */
  readonly way: string
  /** The page that says so. */
  readonly page: string
  /**
   * What no page says of it. All are taken to want base64 of SPKI on one line, as antom's pages show it, and to keep one key,
   * which a new one replaces.
   */
  readonly inferred: readonly ('way' | 'form' | 'replaces')[]
}

/** What somebody must know before a key is pasted. */
export const REPLACES = 'It replaces the key that is there: no reply under the old one verifies from then on'

/** Said where part of it is inferred. */
export function guessNote({ inferred }: Console): string {
  return inferred.length > 0 ? ' No page says all of this: follow what the console shows.' : ''
}

const alipayPlus = {
  name: 'Alipay+ Developer Center',
  way: 'your application > Integration Settings > the public key',
  page: 'https://developers.alipayplus.com/open/console/developer/app/list',
  inferred: ['way', 'form', 'replaces'],
} as const

/** By platform, as their pages described them in November 2026. */
export const consoles: Readonly<Record<PlatformName, Console>> = {
  acquirer: { platform: platforms.acquirer, ...alipayPlus },
  antom: {
    platform: platforms.antom,
    name: 'Antom Dashboard',
    way: 'Developer > Key configuration > Replace keys > use your own public and private keys',
    page: 'https://docs.antom.com/ac/ref/key_config',
    inferred: [],
  },
  'mini-program': {
    platform: platforms['mini-program'],
    name: "the wallet's Mini Program Platform",
    way: 'the keys of your mini program; each wallet has a platform of its own',
    page: 'https://miniprogram.gcash.com/docs/miniprogram_gcash/mpdev/openapi_overview',
    inferred: ['way', 'form', 'replaces'],
  },
  wallet: { platform: platforms.wallet, ...alipayPlus },
  worldfirst: {
    platform: platforms.worldfirst,
    name: 'WorldFirst Developer Center',
    way: 'Key Management, in the sandbox and in production each for itself',
    page: 'https://developers.worldfirst.com.cn/docs/alipay-worldfirst/overview/developer_center_user_manual',
    inferred: ['form', 'replaces'],
  },
}

/** The console of a platform by its name; throws a problem where there is none. */
export function consoleOf(name: string): Console {
  const known = Object.values(consoles).find(({ platform }) => platform.name === name)
  if (!known) throw wrongUsage(unknownName('platform', name, Object.keys(consoles)))
  return known
}
