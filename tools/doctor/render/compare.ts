import { type Cell, cellsOf } from './visible.ts'

/** What stands around the first difference. */
const BEFORE_BYTES = 48
const AFTER_COLUMNS = 48

/** The offset of the first byte that differs; undefined where the texts are the same. */
export function firstDifference(one: Buffer, other: Buffer): number | undefined {
  const common = Math.min(one.length, other.length)
  for (let at = 0; at < common; at++) if (one[at] !== other[at]) return at
  return one.length === other.length ? undefined : common
}

interface Compared {
  readonly signed: string
  readonly received: string
  /** Stands under both: where they begin to differ. */
  readonly mark: string
}

/** Both texts around `at`, where they begin to differ, one line each. */
export function compare(signed: Buffer, received: Buffer, at: number): Compared {
  const from = startOfCharacter(signed, at <= BEFORE_BYTES * 2 ? 0 : at - BEFORE_BYTES)
  const before = cellsOf(signed.subarray(from, startOfCharacter(signed, at)))
  const start = `${from > 0 ? '…' : ''}${textOf(before)}`
  const width = before.reduce((sum, cell) => sum + cell.width, from > 0 ? 1 : 0)
  const rest = (text: Buffer) => start + beginningOf(text.subarray(startOfCharacter(signed, at)))
  return { signed: rest(signed), received: rest(received), mark: `${' '.repeat(width)}^` }
}

/** The beginning of a text that is too long for a line, and how much is left. */
export function beginningOf(bytes: Buffer, columns = AFTER_COLUMNS): string {
  // No character has more than four bytes.
  const cells = cellsOf(bytes.subarray(0, columns * 4))
  let width = 0
  const fitting = cells.filter((cell) => {
    width += cell.width
    return width <= columns
  })
  const end = cells[fitting.length]?.offset ?? bytes.length
  return end < bytes.length ? `${textOf(fitting)}…` : `${textOf(fitting)}`
}

function textOf(cells: readonly Cell[]): string {
  return cells.map(({ text }) => text).join('')
}

/** UTF-8 marks the bytes within a character by their first two bits. */
function startOfCharacter(bytes: Buffer, at: number): number {
  let start = at
  while (start > 0 && at - start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--
  return start
}
