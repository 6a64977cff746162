import type * as v from 'valibot'
import type { FieldPath } from '../content/fields.ts'
import type { NamingPart } from '../content/naming.ts'

/** What a body must show to be this API's, beside the name in the signed URL: names of fields and values of types. */
export interface Discriminator {
  readonly has: readonly string[]
  readonly lacks?: readonly string[]
  /** A field and the values that it may have here. */
  readonly oneOf?: readonly [FieldPath, ...string[]]
}

/**
 * The states of a subject, each with those that it may move on to, itself or by way of others. What is on no way from
 * one to the other contradicts it. All APIs that report one subject share one table.
 */
export type StateMoves = Readonly<Record<string, readonly string[]>>

/** A notification that a platform sends: one row, one file, data only. */
export interface NotificationApi<Schema extends v.GenericSchema = v.GenericSchema> {
  /** The name of its sample, and the event's detail-type. */
  readonly name: string
  /** The last segment of its URL, where that is not its name: some APIs share one. */
  readonly segment?: string
  /** The page that documents it. */
  readonly page: string
  readonly when: Discriminator
  readonly schema: Schema
  /** The business object that it is about: a kind and the fields that name the object. */
  readonly subject: readonly [kind: string, ...fields: NamingPart[]]
  /** What makes it another message than its siblings: idempotency fields, type, reported state. */
  readonly identity: readonly NamingPart[]
  /** The reported state of the subject, where it reports one; undefined for a value that the page does not know. */
  readonly state?: {
    readonly moves: StateMoves
    of(body: v.InferOutput<Schema>): string | undefined
  }
  /** Fields that a resend may change, beside resultMessage. */
  readonly volatileFields?: readonly FieldPath[]
  /**
   * Fields that never leave the receipt although their names do not say so (lib/content/redact.ts): an id that is a
   * token, an object of card data. `list[].id` names one in each element.
   */
  readonly secretFields?: readonly FieldPath[]
}

/** Ties a row's state function to its schema's type; the row itself is unchanged. */
export function notificationApi<const Schema extends v.GenericSchema>(row: NotificationApi<Schema>) {
  return row
}
