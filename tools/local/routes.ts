import type { Route } from '../declared/functions.ts'

const GREEDY = '{proxy+}'

/** The route that HTTP API chooses: the path itself before a greedy one, of these the longest. */
export function matchRoute(routes: readonly Route[], method: string, path: string): Route | undefined {
  const asked = `${method} ${path}`
  const greedy = routes.filter(({ key }) => {
    const start = key.slice(0, -GREEDY.length)
    return key.endsWith(`/${GREEDY}`) && asked.startsWith(start) && asked.length > start.length
  })
  return routes.find(({ key }) => key === asked) ?? greedy.sort((a, b) => b.key.length - a.key.length)[0]
}
