import type * as v from 'valibot'
import type { FieldPath } from '../content/fields.ts'
import type { ReportApi } from '../notifications/report-api.ts'

/** When to ask, counted from the announcement: each pause in milliseconds, so many times; the last one grows by `factor`. */
export interface Schedule {
  readonly pauses: readonly (readonly [pauseMs: number, times: number])[]
  readonly factor: number
  readonly longestPauseMs: number
}

/** A question that a platform's gateway answers about one business object: one row, one file, data only. */
export interface InquiryApi<Schema extends v.GenericSchema = v.GenericSchema> extends ReportApi<Schema> {
  /** The page that documents it. */
  readonly page: string
  /**
   * Whether a page prints the path, the question, the answer, its states and how it says that there is no such object.
   * `inferred`: not all of it, and a comment says what. How long is asked and disbelieved is always ours.
   */
  readonly evidence: 'documented' | 'inferred'
  /** What a partner announces: the platform's own word for the object, one row for each. */
  readonly kind: string
  /** The notifications that report the same object: what they leave open, this asks. */
  readonly settles: readonly string[]
  /** Behind the base of the client's gateway: `/api/v1/payments/inquiryPayment`. */
  readonly path: string
  /** The kind of the log's subject, and the field that names the object in the question, in the answer and in notifications. */
  readonly subject: readonly [kind: string, id: string]
  /** Fields that the question needs beside the id: from the announcement, or from the notification that left it open. */
  readonly alsoAsks: readonly string[]
  readonly state: NonNullable<ReportApi<Schema>['state']>
  readonly finals: readonly string[]
  /** How the gateway says that it does not know the object, and for how long that may still change. */
  readonly absent: {
    /** Codes of `result`, whatever its status. */
    readonly resultCodes: readonly string[]
    /** A result inside a successful answer that may have such a code too: then the answer reports no state. */
    readonly alsoIn?: FieldPath
    readonly disbelievedMs: number
  }
  /** By name; `online` is there always and taken where none is named. */
  readonly schedules: Readonly<Record<string, Schedule>> & { readonly online: Schedule }
  /** How long is asked where the announcement does not say; nobody may ask for longer. */
  readonly askedForMs: number
}

/** Ties a row's state function to its schema's type; the row itself is unchanged. */
export function inquiryApi<const Schema extends v.GenericSchema>(row: InquiryApi<Schema>) {
  return row
}
