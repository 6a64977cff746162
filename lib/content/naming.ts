import type { PlatformName } from '../protocol/platform.ts'
import { digestOfContent, sha256 } from './digest.ts'
import { type FieldPath, textAt } from './fields.ts'
import type { JsonObject } from './json.ts'
import { isCredential } from './redact.ts'

/** Everything that the message says, in place of a field: another content is then another thing. */
export const CONTENT = '(content)'

/** What names a thing; of several, the first that is there. */
export type NamingPart = FieldPath | readonly FieldPath[]

/** How a row's fields enter names. */
interface NamedFields {
  /** Fields that a resend may change. */
  readonly volatileFields?: readonly FieldPath[]
  /** Fields that are never spelt out, beside those that are named like a credential. */
  readonly secretFields?: readonly FieldPath[]
}

const MAX_PART_BYTES = 256
/** DynamoDB's keys hold 2,048 and 1,024 bytes; a conflict adds 54 and a row's name up to 64. */
const MAX_NAME_BYTES = 768

/** The parts as one text that is safe in keys and logs; a golden test pins it, because changing it is a migration. */
export function nameBy(parts: readonly NamingPart[], body: JsonObject, fields: NamedFields): string {
  const name = parts.map((part) => textOf(part, body, fields)).join('#')
  return Buffer.byteLength(name) > MAX_NAME_BYTES ? hashed('sha256-name', name) : name
}

/** What a client of a platform has, as one key: two clients never share one. */
export function clientKey(platform: PlatformName, clientId: string, name: string): string {
  return `${platform}#${encodeURIComponent(clientId)}#${name}`
}

/** Empty where no field of the part is there. */
export function textOf(part: NamingPart, body: JsonObject, fields: NamedFields): string {
  const named = [part].flat().find((one) => one === CONTENT || textAt(body, one))
  if (named === undefined) return ''
  if (named === CONTENT) {
    const digest = digestOfContent(body, fields.volatileFields ?? [])
    return part === CONTENT ? digest : `content:${digest}`
  }
  const value = textAt(body, named) ?? ''
  // Half a surrogate pair has no UTF-8, but its JSON spelling has.
  if (!value.isWellFormed()) return hashed('sha256-json', JSON.stringify(value))
  const isSecret = fields.secretFields?.includes(named) || named.split('.').some(isCredential)
  const hidden = isSecret || Buffer.byteLength(value) > MAX_PART_BYTES
  return hidden ? hashed('sha256', value) : encodeURIComponent(value)
}

/** The kind goes before the hash: no text can be written that passes for a value of another kind. */
function hashed(kind: 'sha256' | 'sha256-json' | 'sha256-name', value: string): string {
  return `${kind}:${sha256(value)}`
}
