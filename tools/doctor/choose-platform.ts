import type { PlatformName } from '../../lib/protocol/platform.ts'
import type { Exhibit } from './exhibit.ts'
import type { KnownKeys } from './known-keys.ts'

/** As whose message it is checked: what the path names, else whoever knows the client, else the first that is known. */
export function choosePlatform({ target, headers }: Exhibit, { rings }: KnownKeys): PlatformName {
  const names = [...rings.keys()]
  const segments = target.split(/[/?]/)
  const clientId = headers.get('client-id') ?? ''
  return (
    names.find((name) => segments.includes(name)) ??
    names.find((name) => rings.get(name)?.client(clientId) !== undefined) ??
    names[0] ??
    'antom'
  )
}
