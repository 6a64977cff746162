import { digestOfContent, sha256 } from '../content/digest.ts'
import { select, withoutEmpty } from '../content/fields.ts'
import type { JsonObject } from '../content/json.ts'
import { clientKey, nameBy } from '../content/naming.ts'
import type { PlatformName } from '../protocol/platform.ts'
import type { CommandApi } from './command-api.ts'
import type { Role } from './journal.ts'

/** What a command is about, as text that is safe in keys and logs. */
export interface OperationName {
  readonly operation: string
  /** Where the journal has it. */
  readonly key: string
  readonly role: Role
  readonly idempotencyKey: string
  /** Of the fields that every repeat must have in common. */
  readonly digest: string
}

/** Changing what this returns for a stored operation is a migration: a golden test pins it for every sample. */
export function nameOperation(
  api: CommandApi,
  request: JsonObject,
  platform: PlatformName,
  clientId: string,
): OperationName {
  const [kind, ...fields] = api.operation
  const operation = `${kind}#${nameBy(fields, request, api)}`
  const key = clientKey(platform, clientId, operation)
  const role = api.cancels ? 'cancel' : 'act'
  return {
    operation,
    key,
    role,
    idempotencyKey: sha256(`${key}\n${role}`),
    digest: digestOfContent(withoutEmpty(select(request, api.keyFields)), []),
  }
}
