import { acquirer } from '../../lib/platforms/acquirer/platform.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { miniProgram } from '../../lib/platforms/mini-program/platform.ts'
import { wallet } from '../../lib/platforms/wallet/platform.ts'
import { worldfirst } from '../../lib/platforms/worldfirst/platform.ts'
import type { Platform, PlatformName } from '../../lib/protocol/platform.ts'
import { unknownName } from '../terminal/nearest.ts'
import { problem } from '../terminal/problem.ts'

/** Where a platform is given our public key, and shows its own. */
export interface Console {
  readonly platform: Platform
  readonly name: string
  /** The way to the field for our public key. */
  readonly way: string
  /** What somebody must know before the key is pasted. */
  readonly mind: string
  /** The page that says so. */
  readonly page: string
  /** What of this no page says. All take base64 of SPKI on one line: antom's pages show keys so, the others' none. */
  readonly inferred: readonly ('way' | 'form' | 'mind')[]
}

const ONE_KEY = 'It replaces the key that is there: no reply under the old one verifies from then on'

const alipayPlus = {
  name: 'Alipay+ Developer Center',
  way: 'your application > Integration Settings > the public key',
  mind: ONE_KEY,
  page: 'https://developers.alipayplus.com/open/console/developer/app/list',
  inferred: ['way', 'form', 'mind'],
} as const

/** By platform, as their pages described them in November 2026. */
export const consoles: Readonly<Record<PlatformName, Console>> = {
  acquirer: { platform: acquirer, ...alipayPlus },
  antom: {
    platform: antom,
    name: 'Antom Dashboard',
    way: 'Developer > Key configuration > Replace keys > use your own public and private keys',
    mind: ONE_KEY,
    page: 'https://docs.antom.com/ac/ref/key_config',
    inferred: [],
  },
  'mini-program': {
    platform: miniProgram,
    name: "the wallet's Mini Program Platform",
    way: 'the keys of your mini program; each wallet has a platform of its own',
    mind: ONE_KEY,
    page: 'https://miniprogram.gcash.com/docs/miniprogram_gcash/mpdev/openapi_overview',
    inferred: ['way', 'form', 'mind'],
  },
  wallet: { platform: wallet, ...alipayPlus },
  worldfirst: {
    platform: worldfirst,
    name: 'WorldFirst Developer Center',
    way: 'Key Management, in the sandbox and in production each for itself',
    mind: ONE_KEY,
    page: 'https://developers.worldfirst.com.cn/docs/alipay-worldfirst/overview/developer_center_user_manual',
    inferred: ['form', 'mind'],
  },
}

/** The console of a platform by its name; throws a problem where there is none. */
export function consoleOf(name: string): Console {
  const known = Object.values(consoles).find(({ platform }) => platform.name === name)
  if (!known) throw problem(unknownName('platform', name, Object.keys(consoles)))
  return known
}
