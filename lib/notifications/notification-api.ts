import type * as v from 'valibot'
import type { FieldPath } from '../content/fields.ts'

/** What a body must show to be this API's, beside the name in the signed URL: names of fields and values of types. */
export interface Discriminator {
  readonly has: readonly string[]
  readonly lacks?: readonly string[]
  /** A field and the values that it may have here. */
  readonly oneOf?: readonly [FieldPath, ...string[]]
}

/**
 * How far each reported state stands: 0 is pending, above are final states and their documented reversals. States of one
 * rank exclude each other, pending ones excepted. Rows that tell of one kind of subject share one table.
 */
export type StateRanks = Readonly<Record<string, number>>

/** A notification that a platform sends: one row, one file, data only. */
export interface NotificationApi<Schema extends v.GenericSchema = v.GenericSchema> {
  /** The name in the documents: the last segment of its URL, and the event's detail-type. */
  readonly name: string
  /** The page that documents it. */
  readonly page: string
  readonly when: Discriminator
  readonly schema: Schema
  /** The business object that it is about: a kind and the field that names the object. */
  readonly subject: readonly [kind: string, field: FieldPath]
  /** What makes it another message than its siblings: idempotency fields, type, reported state (design §3). */
  readonly identity: readonly FieldPath[]
  /** The reported state of the subject, where it reports one; undefined for a value that the page does not know. */
  readonly state?: {
    readonly ranks: StateRanks
    of(body: v.InferOutput<Schema>): string | undefined
  }
  /** Fields that a resend may change, beside resultMessage. */
  readonly volatileFields?: readonly FieldPath[]
  /** Fields that never leave the receipt: tokens, codes, card data. */
  readonly secretFields?: readonly FieldPath[]
}

/** Ties a row's state function to its schema's type; the row itself is unchanged. */
export function notificationApi<const Schema extends v.GenericSchema>(row: NotificationApi<Schema>) {
  return row
}
