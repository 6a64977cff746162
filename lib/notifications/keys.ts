import { digestOf, digestOfContent, sha256 } from '../content/digest.ts'
import { textAt } from '../content/fields.ts'
import type { JsonObject } from '../content/json.ts'
import type { PlatformName } from '../protocol/platform.ts'
import { CONTENT, type NamingPart, type NotificationApi } from './notification-api.ts'
import { type ReceiptKey, UNRECOGNISED } from './receipt.ts'

const MAX_PART_BYTES = 256
/** DynamoDB's keys hold 2,048 and 1,024 bytes; a conflict adds 54 and a row's name up to 64. */
const MAX_NAME_BYTES = 768

/** What a message is about and what makes it another than its siblings, as text that is safe in keys and logs. */
export interface Naming {
  readonly api: string
  readonly subject: string
  readonly identity: string
}

/** Changing what this returns for a stored message is a migration: a golden test pins it for every sample. */
export function nameMessage(api: NotificationApi, body: JsonObject): Naming {
  const [kind, ...named] = api.subject
  return {
    api: api.name,
    subject: `${kind}#${joined(api, body, named)}`,
    identity: joined(api, body, api.identity),
  }
}

function joined(api: NotificationApi, body: JsonObject, parts: readonly NamingPart[]): string {
  const name = parts.map((part) => partOf(api, body, part)).join('#')
  return Buffer.byteLength(name) > MAX_NAME_BYTES ? hashed(name) : name
}

/** Whether a field is there that names the subject: else all such messages would share one log. */
export function hasSubject(api: NotificationApi, body: JsonObject): boolean {
  const [, ...named] = api.subject
  return named.some((part) => partOf(api, body, part) !== '')
}

/** A message that is not understood is its own subject: what it says is all that is known of it. */
export function nameUnrecognised(body: Buffer): Naming {
  const identity = digestOf(body, [])
  return { api: UNRECOGNISED, subject: `${UNRECOGNISED}#${identity}`, identity }
}

/** The key under which a subject's receipts and its log stand. */
export function subjectKeyOf(platform: PlatformName, clientId: string, subject: string): string {
  return `${platform}#${encodeURIComponent(clientId)}#${subject}`
}

export function receiptKeyOf(platform: PlatformName, clientId: string, naming: Naming): ReceiptKey {
  return {
    subjectKey: subjectKeyOf(platform, clientId, naming.subject),
    receiptKey: `receipt#${naming.api}#${naming.identity}`,
  }
}

/** The event's id: one receipt, one id, whoever publishes it and however often. */
export function eventIdOf({ subjectKey, receiptKey }: ReceiptKey): string {
  return sha256(`${subjectKey}\n${receiptKey}`)
}

function partOf(api: NotificationApi, body: JsonObject, part: NamingPart): string {
  const named = [part].flat().find((one) => one === CONTENT || textAt(body, one))
  if (named === undefined) return ''
  if (named === CONTENT) return digestOfContent(body, api.volatileFields ?? [])
  const value = textAt(body, named) ?? ''
  // Half a surrogate pair has no UTF-8, but its JSON spelling has.
  if (!value.isWellFormed()) return hashed(JSON.stringify(value))
  const hidden = api.secretFields?.includes(named) || Buffer.byteLength(value) > MAX_PART_BYTES
  return hidden ? hashed(value) : encodeURIComponent(value)
}

function hashed(value: string): string {
  return `sha256:${sha256(value)}`
}
