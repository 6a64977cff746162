import type { Diagnosis } from '../diagnosis.ts'
import type { Exhibit } from '../exhibit.ts'
import type { WhatItIs } from '../what-it-is.ts'

/** What is to be shown of one message. */
export interface Explanation {
  readonly exhibit: Exhibit
  readonly diagnosis: Diagnosis
  /** What is odd, of the form and of the message. */
  readonly remarks: readonly string[]
  /** Undefined where no row reads it. */
  readonly what: WhatItIs | undefined
}

/** A text with what is secret in it written as stars, unless everything is to be shown. */
export type Show = (text: Buffer) => Buffer
