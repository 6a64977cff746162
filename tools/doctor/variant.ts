import type { Cause } from './diagnosis.ts'
import type { Parts } from './parts.ts'

/** Two variants of one dimension exclude each other. */
export type Dimension =
  | 'origin'
  | 'front'
  | 'path'
  | 'query'
  | 'method'
  | 'client'
  | 'time'
  | 'structure'
  | 'writing'
  | 'escapes'
  | 'lines'
  | 'ends'
  | 'bom'
  | 'wrapping'
  | 'form'

/** A cause of the text, before it is known which value of a setting mends it. */
export interface SignedOtherwise extends Omit<Cause, 'setting'> {
  readonly mending?: 'PUBLIC_PATH_PREFIX' | 'PUBLIC_PATHS'
}

/**
 * One thing that may have been otherwise when the text was signed. 0 is what happens every day, 1 what happens; 2, what
 * somebody has managed to do, and 3, one of thousands, are tried alone.
 */
export interface Variant {
  readonly dimension: Dimension
  readonly rarity: 0 | 1 | 2 | 3
  readonly cause: SignedOtherwise
  /** The message as it was signed then; undefined where it makes no sense for these parts. */
  readonly apply: (parts: Parts) => Parts | undefined
}
