import { isObject, type JsonObject, type JsonValue } from './json.ts'

/** A field of a body as the pages name it: `paymentResult.resultStatus`; `list[].token` for each element. */
export type FieldPath = string

/** The text of a scalar field; undefined where there is none. Own members only. */
export function textAt(body: JsonObject, path: FieldPath): string | undefined {
  const value = valueAt(body, path)
  if (typeof value === 'string') return value
  return typeof value === 'boolean' ? String(value) : undefined
}

/** The values of the fields that are there, by path. */
export function select(body: JsonObject, paths: readonly FieldPath[]): JsonObject {
  const found = paths.map((path) => [path, valueAt(body, path)] as const)
  return Object.fromEntries(found.filter(([, value]) => value !== undefined))
}

/** The body without empty objects and lists: an empty one says no more than none. */
export function withoutEmpty(body: JsonObject): JsonObject {
  const members = Object.entries(body).map(([name, value]) => [name, filled(value)] as const)
  return Object.fromEntries(members.filter(([, value]) => value !== undefined))
}

export function has(body: JsonObject, name: string): boolean {
  return Object.hasOwn(body, name) && body[name] !== undefined
}

/** The body without these fields, and without a scalar in place of an object that would hold one. */
export function without(body: JsonObject, paths: readonly FieldPath[]): JsonObject {
  return paths.reduce<JsonObject>((rest, path) => drop(rest, path.split('.')), body)
}

function drop(body: JsonObject, [step, ...rest]: readonly string[]): JsonObject {
  const name = step?.replace('[]', '')
  if (name === undefined || !has(body, name)) return body
  const members = Object.entries(body).flatMap(([key, value]) => {
    if (key !== name || value === undefined) return [[key, value] as const]
    const left = rest.length === 0 ? undefined : dropInside(value, rest)
    return left === undefined ? [] : [[key, left] as const]
  })
  return Object.fromEntries(members)
}

/** A scalar goes too: JSON text in place of the object may hold the field. */
function dropInside(value: JsonValue, rest: readonly string[]): JsonValue | undefined {
  if (Array.isArray(value)) return value.flatMap((element) => dropInside(element, rest) ?? [])
  return isObject(value) ? drop(value, rest) : undefined
}

function filled(value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value)) return value.length > 0 ? value : undefined
  if (!isObject(value)) return value
  const rest = withoutEmpty(value)
  return Object.keys(rest).length > 0 ? rest : undefined
}

function valueAt(body: JsonObject, path: FieldPath): JsonValue | undefined {
  let value: JsonValue | undefined = body
  for (const name of path.split('.')) {
    value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
  }
  return value
}
