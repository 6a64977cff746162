import { type Json, readJson } from './json-tree.ts'

/** Neighbours that must stand in order: with fewer it may be chance. */
const ENOUGH = 6

/** Whether the members of every object stand in the order of their names, as one who sorts them writes it. */
export function membersAreSorted(body: Buffer): boolean {
  const json = readJson(body.toString())
  return json !== undefined && areSorted(json)
}

export function areSorted(json: Json): boolean {
  const pairs = neighboursIn(json)
  return pairs.length >= ENOUGH && pairs.every(([one, next]) => one < next)
}

function neighboursIn(json: Json): readonly (readonly [string, string])[] {
  if (json.kind === 'leaf') return []
  if (json.kind === 'array') return json.items.flatMap(neighboursIn)
  const names = json.members.map(([name]) => name)
  const own = names.slice(1).map((next, index) => [names[index] ?? '', next] as const)
  return [...own, ...json.members.flatMap(([, value]) => neighboursIn(value))]
}
