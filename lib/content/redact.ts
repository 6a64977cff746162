import type { FieldPath } from './fields.ts'
import { isObject, type JsonObject, type JsonValue, readJsonObject } from './json.ts'

/**
 * The words of a credential in a field's name, in lower case with hyphens between them. A word behind them may say
 * that the value is only about one: `tokenExpiryTime`, `cvvResultRaw`.
 */
const credential =
  /(?:token|secret|passw(?:or)?d|pass-?(?:code|phrase)|cvv|cryptogram|credential|(?:private|api|access|session)-?key|auth(?:ori[sz]ation)?-?code|(?:verification|security|sms)-?code|card-?(?:no|num|number)s?\b|\b(?:otp|pin|pan|pwd|cvc|csc)\b)(?!.*-(?:expir\w*|time|date|month|year|type|status|state|result|brand|last\w*|bin)\b)/

/** No documented field has a name half as long; a longer one would take long to search. */
const MAX_NAME_CHARACTERS = 128

/** Whether a field is named like a credential: something that is used by whoever has it. A masked value is none. */
export function isCredential(name: string): boolean {
  if (name.length > MAX_NAME_CHARACTERS) return true
  const words = name.replace(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])|[^A-Za-z\d]+/g, '$1$2-').toLowerCase()
  return credential.test(words) && !/\bmask/.test(words)
}

/** What may leave a receipt, and the paths of what was left out, sorted. */
export interface Redacted {
  readonly body: JsonObject
  readonly redacted: readonly FieldPath[]
}

/**
 * The body without the secret fields and without credentials at any depth. A text is left out whole where it is JSON
 * with a credential in it, where it looks like JSON, cannot be read and has a credential's name, or where it stands in
 * place of an object that would hold a secret field.
 */
export function redact(body: JsonObject, secretFields: readonly FieldPath[]): Redacted {
  const redacted = new Set<FieldPath>()
  return { body: membersOf(body, ''), redacted: [...redacted].sort() }

  function membersOf(object: JsonObject, path: string): JsonObject {
    const members = Object.entries(object).flatMap(([name, member]) => {
      const at = `${path}${name}`
      if (member === undefined) return []
      if (!isCredential(name) && !hides(member, at, secretFields)) return [[name, inside(member, at)]]
      redacted.add(at)
      return []
    })
    return Object.fromEntries(members)
  }

  function inside(value: JsonValue, path: string): JsonValue {
    if (isObject(value)) return membersOf(value, `${path}.`)
    return Array.isArray(value) ? elementsOf(value, `${path}[]`) : value
  }

  function elementsOf(list: readonly JsonValue[], path: string): readonly JsonValue[] {
    return list.flatMap((element) => {
      if (!hides(element, path, secretFields)) return [inside(element, path)]
      redacted.add(path)
      return []
    })
  }
}

function hides(value: JsonValue, path: FieldPath, secretFields: readonly FieldPath[]): boolean {
  if (secretFields.includes(path)) return true
  if (typeof value === 'object') return false
  return (
    secretFields.some((field) => field.startsWith(`${path}.`) || field.startsWith(`${path}[]`)) ||
    (typeof value === 'string' && isJsonWithCredential(value))
  )
}

function isJsonWithCredential(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false
  const content = readJsonObject(Buffer.from(`{"text":${text}}`))
  if (content.ok) return redact(content.value, []).redacted.length > 0
  return text.match(/[\w-]+/g)?.some(isCredential) ?? false
}
