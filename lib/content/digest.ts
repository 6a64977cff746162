import { createHash } from 'node:crypto'
import { type FieldPath, without } from './fields.ts'
import { isObject, type JsonObject, type JsonValue, readJsonObject } from './json.ts'

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url')
}

/**
 * A hash of what a body says: two bodies with one digest are one message. Spacing, the order of members and quotes
 * around numbers make no difference. Left out are `resultMessage`, wherever it stands, and the volatile fields, because
 * a resend may word them anew. A body that is no JSON object is hashed byte for byte.
 */
export function digestOf(body: Uint8Array, volatileFields: readonly FieldPath[]): string {
  const content = readJsonObject(body)
  return content.ok ? digestOfContent(content.value, volatileFields) : sha256(body)
}

/** The same for a body that was read already. */
export function digestOfContent(content: JsonObject, volatileFields: readonly FieldPath[]): string {
  return sha256(canonical(without(content, volatileFields)))
}

function canonical(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (!isObject(value)) return JSON.stringify(value)
  const names = Object.keys(value).filter((name) => name !== 'resultMessage')
  return `{${names.sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)}}`
}
