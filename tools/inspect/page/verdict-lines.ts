/** Lines of a verdict; where a mark in the last points into those above, its column, and none of them may be broken. */
export interface VerdictPart {
  readonly lines: readonly string[]
  readonly column?: number
}

/** What the mark points into: a text above another. */
const POINTED = 2

/** All lines in their order. */
export function partsOf(lines: readonly string[]): readonly VerdictPart[] {
  const parts: VerdictPart[] = []
  for (const line of lines) {
    if (/^ +\^/.test(line)) {
      const above = parts.splice(-POINTED).flatMap((part) => part.lines)
      parts.push({ lines: [...above, line], column: line.indexOf('^') })
    } else parts.push({ lines: [line] })
  }
  return parts
}
