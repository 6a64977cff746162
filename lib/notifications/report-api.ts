import type * as v from 'valibot'
import type { FieldPath } from '../content/fields.ts'

/**
 * The states of a subject, each with those that it may move on to, itself or by way of others. What is on no way from
 * one to the other contradicts it. All APIs that report one subject share one table.
 */
export type StateMoves = Readonly<Record<string, readonly string[]>>

/** What reports a business object: a notification, or the answer to an inquiry. Enough to read a stored one again. */
export interface ReportApi<Schema extends v.GenericSchema = v.GenericSchema> {
  /** The event's detail-type. */
  readonly name: string
  readonly schema: Schema
  /** The reported state of the subject, where it reports one; undefined for a value that the page does not know. */
  readonly state?: {
    readonly moves: StateMoves
    of(body: v.InferOutput<Schema>): string | undefined
  }
  /** The states after which nobody asks about the subject any more; none where nobody can ask. */
  readonly finals?: readonly string[]
  /** Of a report that no final state is known: the states that were waited for. Once one of them stands, it is stale. */
  awaited?(body: v.InferOutput<Schema>): readonly string[]
  /** Fields that a resend may change, beside resultMessage. */
  readonly volatileFields?: readonly FieldPath[]
  /**
   * Fields that never leave the receipt although their names do not say so (lib/content/redact.ts): an id that is a
   * token, an object of card data. `list[].id` names one in each element.
   */
  readonly secretFields?: readonly FieldPath[]
}
