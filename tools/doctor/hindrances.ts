import { commandsOf } from '../../lib/platforms/commands.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { quote } from '../../lib/protocol/quote.ts'
import { readRequestTime } from '../../lib/protocol/request-time.ts'
import type { Cause } from './diagnosis.ts'
import type { Exhibit } from './exhibit.ts'
import { platforms } from './known/platforms.ts'
import { receivedOf } from './received-of.ts'

const HOUR_MS = 3_600_000

/** What the gateway serves of a platform: `serverless.yml` has these routes. */
const routes = platforms.flatMap(({ name }) => [
  ...(notificationsOf(name).length > 0
    ? [new RegExp(`^/${name}/notify$`), new RegExp(`^/${name}/notify/.+`)]
    : []),
  ...(commandsOf(name).length > 0 ? [new RegExp(`^/${name}/.+`)] : []),
])

/** Why the gateway passes the message on to no function, whoever signed it. */
export function gatewayHindrances(exhibit: Exhibit, platform: PlatformName): readonly Cause[] {
  const { rawPath } = receivedOf(exhibit)
  return [
    ...(exhibit.method.toUpperCase() === 'POST' ? [] : [wrongMethod(exhibit.method)]),
    ...(isServed(rawPath) ? [] : [notServed(rawPath, platform)]),
  ]
}

/** A stage or a base path may stand before the route: the gateway takes it off. */
function isServed(path: string): boolean {
  const starts = [...path.matchAll(/\//g)].slice(0, MAX_SEGMENTS).map(({ index }) => index)
  return starts.some((start) => routes.some((route) => route.test(path.slice(start))))
}

const MAX_SEGMENTS = 32

function wrongMethod(method: string): Cause {
  return {
    name: 'method-not-served',
    what: `the method is ${quote(method)}, and the receiver serves POST alone`,
    change: 'send it as POST, and let no redirect on the way make another method of it',
    where: 'proxy',
  }
}

function notServed(path: string, platform: PlatformName): Cause {
  const isNotified = notificationsOf(platform).length > 0
  return {
    name: 'path-not-served',
    what: `no route of the receiver serves the path ${quote(path)}`,
    change: isNotified
      ? `have it arrive at /${platform}/notify, or below it without a slash at the end alone`
      : `have it arrive below /${platform}/`,
    where: 'proxy',
  }
}

/** What is genuine and too old is answered U all the same. Ages and times in milliseconds. */
export function ageHindrance(
  { headers, receivedAt }: Exhibit,
  { maxAgeMs, now }: { readonly maxAgeMs: number; readonly now: number },
): readonly Cause[] {
  const sent = readRequestTime(headers.get('request-time') ?? '')
  const age = sent?.epochMs === undefined ? 0 : (receivedAt ?? now) - sent.epochMs
  if (age <= maxAgeMs) return []
  const hours = Math.floor(age / HOUR_MS)
  const since = receivedAt === undefined ? `is ${hours} hours ago` : `was ${hours} hours before it came`
  return [
    {
      name: 'too-old',
      what: `its Request-Time ${since}: the receiver answers U to what is older than MAX_AGE_HOURS (${maxAgeMs / HOUR_MS})`,
      change: 'send it anew, with the time of now, and sign that',
      where: 'code',
    },
  ]
}
