import type { Checked } from '../../../lib/protocol/checked.ts'
import type { Exhibit } from '../exhibit.ts'

/** What a line of the receiver's own log says of a refused request, beside what it claimed. */
export interface Logged {
  readonly reason: string
  /** What the check saw, quoted. */
  readonly evidence: string
  /** `<version> <first 16 digits of the key's SHA-256>` each. */
  readonly keysTried: readonly string[]
  readonly urisTried: readonly string[]
  readonly correlationId: string
  readonly platform: string | undefined
  /** As the request claimed it. */
  readonly keyVersion: string | undefined
  /** The id under which the whole request is kept; undefined where it is not. */
  readonly kept: string | undefined
}

/** One way to read a message, and what is doubtful about it; a sentence each. */
export interface Reading {
  readonly exhibit: Exhibit
  readonly remarks: readonly string[]
}

/** A message found in what somebody gave. */
export interface Found {
  /** Likeliest first: several where the form leaves a doubt, such as a newline at its end. */
  readonly readings: readonly [Reading, ...Reading[]]
  readonly logged?: Logged
}

/** What stands in a file that a form refers to, such as `@body.json` of curl; refused with why it is not known. */
export type ReadFile = (path: string) => Checked<Buffer, string>

/** Undefined where the text has another form; refused, in half a sentence, where it has this one and a mistake. */
export type Messages = Checked<readonly Found[], string> | undefined

/** One form in which somebody may have a request: found by itself, or forced by its name. */
export interface Form {
  readonly name: string
  /** For the help. */
  readonly what: string
  /** Throws nothing, whatever the bytes are. */
  read(text: Buffer, readFile: ReadFile): Messages
}
