import type * as v from 'valibot'
import type { FieldPath } from '../content/fields.ts'
import type { NamingPart } from '../content/naming.ts'
import type { ReportApi } from './report-api.ts'

/** What a body must show to be this API's, beside the name in the signed URL: names of fields and values of types. */
export interface Discriminator {
  readonly has: readonly string[]
  readonly lacks?: readonly string[]
  /** A field and the values that it may have here. */
  readonly oneOf?: readonly [FieldPath, ...string[]]
}

/** A notification that a platform sends: one row, one file, data only. */
export interface NotificationApi<Schema extends v.GenericSchema = v.GenericSchema> extends ReportApi<Schema> {
  /** The name of its sample, and the event's detail-type. */
  readonly name: string
  /** The last segment of its URL, where that is not its name: some APIs share one. */
  readonly segment?: string
  /** The page that documents it. */
  readonly page: string
  readonly when: Discriminator
  /** The business object that it is about: a kind and the fields that name the object. */
  readonly subject: readonly [kind: string, ...fields: NamingPart[]]
  /** What makes it another message than its siblings: idempotency fields, type, reported state. */
  readonly identity: readonly NamingPart[]
}

/** Ties a row's state function to its schema's type; the row itself is unchanged. */
export function notificationApi<const Schema extends v.GenericSchema>(row: NotificationApi<Schema>) {
  return row
}
