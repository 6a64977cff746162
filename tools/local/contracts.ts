import type { Route } from '../declared/functions.ts'

/** Where a platform may call. */
export interface PlatformContracts {
  readonly platform: string
  readonly takesNotifications: boolean
  readonly takesCommands: boolean
}

/** The platforms that have a route, by name. */
export function contractsOf(routes: readonly Route[]): readonly PlatformContracts[] {
  const notifying = platformsOf(routes, /^POST \/([\w-]+)\/notify$/)
  const commanding = platformsOf(routes, /^POST \/([\w-]+)\/\{proxy\+\}$/)
  return [...new Set([...notifying, ...commanding])].sort().map((platform) => ({
    platform,
    takesNotifications: notifying.has(platform),
    takesCommands: commanding.has(platform),
  }))
}

function platformsOf(routes: readonly Route[], pattern: RegExp): Set<string> {
  return new Set(routes.flatMap(({ key }) => pattern.exec(key)?.[1] ?? []))
}
