import type * as v from 'valibot'
import type { FieldPath } from '../content/fields.ts'
import type { NamingPart } from '../content/naming.ts'
import type { UnknownResult } from '../protocol/result.ts'

/** What only the partner can tell of a content. */
export interface ContentChoices {
  /** With what the `codeValue` of a static entry code begins; any other is the code of one order. */
  readonly entryCodePrefixes: readonly string[]
}

/**
 * Whether an outcome is recorded, so that a repeat gets the very same: `always`; `never` for what only asks; or by
 * content, where one API does both.
 */
type Recording<Request> = 'always' | 'never' | { if(request: Request, choices: ContentChoices): boolean }

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
  /** What a repeat must have in common with the first (REPEAT_REQ_INCONSISTENT). */
  readonly keyFields: readonly FieldPath[]
  readonly recorded: Recording<v.InferOutput<Request>>
  /** How long its sender waits for the answer, in milliseconds (protocol.md §5). */
  readonly senderTimeout: 5_000 | 8_000
  /** What is answered while the outcome is not known. */
  readonly inProgress: UnknownResult
  /** The codes of its F, where its page's table was read whole; any, where it was not. */
  readonly failures?: readonly string[]
  /** Tokens and codes: never spelt out in a key or a log. */
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
