import { digestOf, sha256 } from '../content/digest.ts'
import type { JsonObject } from '../content/json.ts'
import { clientKey, nameBy, textOf } from '../content/naming.ts'
import type { PlatformName } from '../protocol/platform.ts'
import type { NotificationApi } from './notification-api.ts'
import { type ReceiptKey, UNRECOGNISED } from './receipt.ts'

/** What a message is about, and what makes it another than its siblings; as text that is safe in keys and logs. */
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
    subject: `${kind}#${nameBy(named, body, api)}`,
    identity: nameBy(api.identity, body, api),
  }
}

/** Whether any field names the subject: without one, all such messages would share one log. */
export function hasSubject(api: NotificationApi, body: JsonObject): boolean {
  const [, ...named] = api.subject
  return named.some((part) => textOf(part, body, api) !== '')
}

/** A message that is not understood is a subject of its own, named by the digest of its content. */
export function nameUnrecognised(body: Buffer): Naming {
  const identity = digestOf(body, [])
  return { api: UNRECOGNISED, subject: `${UNRECOGNISED}#${identity}`, identity }
}

export function receiptKeyOf(platform: PlatformName, clientId: string, naming: Naming): ReceiptKey {
  return {
    subjectKey: clientKey(platform, clientId, naming.subject),
    receiptKey: `receipt#${naming.api}#${naming.identity}`,
  }
}

/** What names other content under the key of a held message. */
export function conflictKeyOf(key: string, digest: string): string {
  return `${key}#conflict#${digest}`
}

/** The event's id: the same for one entry of the log, whoever publishes it and however often. */
export function eventIdOf(subjectKey: string, entryKey: string): string {
  return sha256(`${subjectKey}\n${entryKey}`)
}
