import type { CallRow } from '../view.ts'

/** A shape for each look, so that nobody needs the colour. */
export const shapes: Readonly<Record<CallRow['look'], string>> = {
  good: '●',
  odd: '▲',
  bad: '✕',
  faint: '○',
}
