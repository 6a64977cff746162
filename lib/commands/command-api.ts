import type * as v from 'valibot'
import type { FieldPath } from '../content/fields.ts'
import type { NamingPart } from '../content/naming.ts'
import type { Result, UnknownResult } from '../protocol/result.ts'

/**
 * Whether an outcome is recorded, so that every repeat gets the same: `always`; `never` for what only asks, or where
 * only the partner knows how long an answer holds; or unless a field has this value, where one API does both.
 */
type Recording = 'always' | 'never' | { readonly unless: readonly [field: FieldPath, value: string] }

/** A command that a platform sends: one row, one file, data only. */
export interface CommandApi<
  Name extends string = string,
  Request extends v.GenericSchema = v.GenericSchema,
  Response extends v.GenericSchema = v.GenericSchema,
> {
  /** The last segment of its URL, and its sample's name. */
  readonly name: Name
  /** The page that documents it. */
  readonly page: string
  /** What it asks for, in a line. */
  readonly purpose: string
  readonly request: Request
  /** What comes with the result of an S. */
  readonly response: Response
  /** The business operation: a kind, and its idempotency fields. A cancel names the operation that it cancels. */
  readonly operation: readonly [kind: string, ...fields: NamingPart[]]
  /** It cancels the operation that it names, which another API executes. */
  readonly cancels?: true
  /** What a repeat must have in common with the first (REPEAT_REQ_INCONSISTENT): what is empty is absent. */
  readonly keyFields: readonly FieldPath[]
  readonly recorded: Recording
  /** Where it says until when it may be begun, and the F of what comes later. */
  readonly expiry?: { readonly at: FieldPath; readonly answer: Result & { readonly resultStatus: 'F' } }
  /** How long its sender waits for the answer, in milliseconds. */
  readonly senderTimeoutMs: 5_000 | 8_000
  /** What is answered while the outcome is not known. */
  readonly inProgress: UnknownResult
  /** The codes of its F, where its page's table was read whole; any, where it was not. */
  readonly failures?: readonly string[]
  /**
   * Codes of an F that are a fact about another operation, which may still run or come: they are no outcome of this one.
   * With each, what its page asks for instead; whoever writes the backend reads it in the error.
   */
  readonly instead?: Readonly<Record<string, string>>
  /** Fields that stand in keys as hashes although no name shows why (lib/content/redact.ts): an id that is a token. */
  readonly secretFields?: readonly FieldPath[]
}

/** Ties a row's parts to its schemas' types; the row itself is unchanged. */
export function commandApi<
  const Name extends string,
  const Request extends v.GenericSchema,
  const Response extends v.GenericSchema,
>(row: CommandApi<Name, Request, Response>) {
  return row
}
