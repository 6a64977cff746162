import type { PlatformName } from '../protocol/platform.ts'
import { digestOfContent, sha256 } from './digest.ts'
import { type FieldPath, textAt } from './fields.ts'
import type { JsonObject } from './json.ts'
import { isCredential } from './redact.ts'

/** In place of a field: the digest of the whole message. Other content is then another thing. */
export const CONTENT = '(content)'

/** A field that names a thing; of several, the first that is there. */
export type NamingPart = FieldPath | readonly FieldPath[]

/** What a row says of its fields. */
interface NamedFields {
  /** Fields that a resend may change. */
  readonly volatileFields?: readonly FieldPath[]
  /** Fields that stand in names as hashes, beside those that are named like a credential. */
  readonly secretFields?: readonly FieldPath[]
}

const MAX_PART_BYTES = 256
/**
 * DynamoDB's partition keys hold 2,048 bytes, its sort keys 1,024, of which a conflict needs 54 and a row's name 64:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const MAX_NAME_BYTES = 768

/** The parts as one text that is safe in keys and logs. A golden test pins it: to change it is a migration. */
export function nameBy(parts: readonly NamingPart[], body: JsonObject, fields: NamedFields): string {
  const name = parts.map((part) => textOf(part, body, fields)).join('#')
  return Buffer.byteLength(name) > MAX_NAME_BYTES ? hashed('sha256-name', name) : name
}

/** A name as a key of one client of one platform: no two clients share a key. */
export function clientKey(platform: PlatformName, clientId: string, name: string): string {
  return `${platform}#${encodeURIComponent(clientId)}#${name}`
}

/** One part as text; empty where none of its fields is there. */
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

/** The kind stands before the hash, so that no text passes for a value of another kind. */
function hashed(kind: 'sha256' | 'sha256-json' | 'sha256-name', value: string): string {
  return `${kind}:${sha256(value)}`
}
