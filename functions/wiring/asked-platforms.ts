import type { Observer } from '../../lib/edge/observer.ts'
import type { AskedPlatform, TendParts } from '../../lib/inquiries/tend-parts.ts'
import { askingPlatforms, inquiriesOf } from '../../lib/platforms/inquiries.ts'
import { platforms } from '../../lib/platforms/platforms.ts'
import { openKeyStore } from './key-store.ts'

/** Each platform that can be asked, its keys opened when it is first asked: the secret is `<secrets>/<platform>`. */
export function askedPlatforms(secrets: string, observer: Observer): TendParts['platformOf'] {
  const opened = new Map<string, AskedPlatform>()
  return (asked) => {
    const name = askingPlatforms.find((one) => one === asked)
    if (!name) return undefined
    const platform = platforms[name]
    const keys = () => openKeyStore(platform, `${secrets}/${name}`, observer)
    const found = opened.get(name) ?? { platform, inquiries: inquiriesOf(name), keys: keys() }
    opened.set(name, found)
    return found
  }
}
