import { closestMatch } from 'leven'

/** The name that was most likely meant: at most two fifths of it differ. Undefined where none is near. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const exact = names.find((one) => one.toLowerCase() === name.toLowerCase())
  return exact ?? closestMatch(name, [...names], { maxDistance: Math.floor(name.length * 0.4) })
}

/** One line for a name that is not there: the nearest, or all. */
export function unknownName(what: string, name: string, names: readonly string[]): string {
  const meant = nearest(name, names)
  return `no ${what} is named ${JSON.stringify(name.slice(0, 64))}: ${meant ? `did you mean ${meant}?` : `choose of ${names.join(', ')}`}`
}
