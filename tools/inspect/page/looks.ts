import type { CallRow } from '../view.ts'

/** What stands for the API where nobody could read it. */
export const NO_API = '-'

/** A shape for each look, so that nobody needs the colour. */
export const shapes: Readonly<Record<CallRow['look'], string>> = {
  good: '●',
  odd: '▲',
  bad: '✕',
  faint: '○',
}
