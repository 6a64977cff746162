import type { FieldPath } from './fields.ts'
import { isObject, type JsonObject, type JsonValue, readJsonObject } from './json.ts'

/**
 * What a name holds of a credential, its words in lower case with a hyphen between them. What follows may say that the
 * value only tells of it: `tokenExpiryTime`, `cvvResultRaw`.
 */
const credential =
  /(?:token|secret|passw(?:or)?d|pass-?(?:code|phrase)|cvv|cryptogram|credential|(?:private|api|access|session)-?key|auth(?:ori[sz]ation)?-?code|(?:verification|security|sms)-?code|card-?(?:no|num|number)s?\d*\b|\b(?:otp|pin|pan|pwd|cvc|cvn|csc)\d*\b)(?!.*-(?:expir\w*|time|date|month|year|type|status|state|result|brand|last\w*|bin)\b)/

/** No field of the documents has a name that is half as long; what is longer costs more than it should. */
const MAX_NAME = 128

/** Whether a field's name says that it holds a credential: whoever has the value can use it. Masked ones cannot be. */
export function isCredential(name: string): boolean {
  if (name.length > MAX_NAME) return true
  const words = name.replace(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])|[^A-Za-z\d]+/g, '$1$2-').toLowerCase()
  return credential.test(words) && !/\bmask/.test(words)
}

/** What may leave a receipt, and the fields that may not and were there, in the order of their names. */
export interface Redacted {
  readonly body: JsonObject
  readonly redacted: readonly FieldPath[]
}

/**
 * The body without the fields named, and without every credential at whatever depth. A text falls away whole where it is
 * JSON that holds one, looks like JSON but cannot be read and has the name of one, or stands in place of an object in which a field named would be.
 */
export function redact(body: JsonObject, secretFields: readonly FieldPath[]): Redacted {
  const redacted = new Set<FieldPath>()
  const membersOf = (object: JsonObject, path: string): JsonObject =>
    Object.fromEntries(
      Object.entries(object).flatMap(([name, member]) => {
        const at = `${path}${name}`
        if (member === undefined) return []
        if (!isCredential(name) && !hides(member, at, secretFields)) return [[name, inside(member, at)]]
        redacted.add(at)
        return []
      }),
    )
  const inside = (value: JsonValue, path: string): JsonValue => {
    if (isObject(value)) return membersOf(value, `${path}.`)
    return Array.isArray(value) ? elementsOf(value, `${path}[]`) : value
  }
  const elementsOf = (list: readonly JsonValue[], path: string): readonly JsonValue[] =>
    list.flatMap((element) => {
      if (!hides(element, path, secretFields)) return [inside(element, path)]
      redacted.add(path)
      return []
    })
  return { body: membersOf(body, ''), redacted: [...redacted].sort() }
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
  if (!/^\s*["[{]/.test(text)) return false
  const content = readJsonObject(Buffer.from(`{"text":${text}}`))
  if (content.ok) return redact(content.value, []).redacted.length > 0
  return text.match(/[\w-]+/g)?.some(isCredential) ?? false
}
