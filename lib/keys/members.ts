import type { Place } from './place.ts'

/** The members of a JSON object, looked up by name without a prototype in the way. */
export type Members = ReadonlyMap<string, unknown>

/** Undefined, and noted, for every value that is no object. */
export function readMembers(value: unknown, place: Place): Members | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return new Map(Object.entries(value))
  }
  place.note(value === undefined ? 'is missing' : 'must be an object')
  return undefined
}

export function noteUnknown(members: Members, known: readonly string[], place: Place): void {
  for (const name of members.keys()) {
    if (!known.includes(name)) place.member(name).note('is ignored: it means nothing here')
  }
}
