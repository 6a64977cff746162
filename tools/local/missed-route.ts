import type { Route } from '../declared/functions.ts'
import { printable } from '../loopback/printable.ts'

/** What came and what is served in its place, in one line of printable ASCII; the query is left out. */
export function describeMiss(routes: readonly Route[], method: string, target: string): string {
  const [path = ''] = target.split('?', 1)
  const came = `${method} ${printable(path)} is not served`
  const nearest = nearestTo(path, routes)
  return nearest ? `${came}: ${nearest} is` : `${came}; what is: ${routes.map(({ key }) => key).join(', ')}`
}

/** The route of the platform that the path names which has the most of its segments, of these the shortest. */
function nearestTo(path: string, routes: readonly Route[]): string | undefined {
  const asked = new Set(path.toLowerCase().split('/'))
  const shared = (key: string) => segmentsOf(key).filter((segment) => asked.has(segment)).length
  return routes
    .map(({ key }) => key)
    .filter((key) => asked.has(segmentsOf(key)[0] ?? ''))
    .sort((one, other) => shared(other) - shared(one) || one.length - other.length)[0]
}

/** `POST /antom/notify` has antom and notify. */
function segmentsOf(key: string): readonly string[] {
  return key.split('/').slice(1)
}
