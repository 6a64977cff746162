import { isUtf8 } from 'node:buffer'

/** One character of a text, or a byte that belongs to none, as a terminal may show it. */
export interface Cell {
  /** Of its first byte. */
  readonly offset: number
  readonly text: string
  /** In columns. */
  readonly width: number
}

/** The sign for each of the 32 control characters: U+240A shows a line feed. */
const CONTROL_PICTURES = 0x24_00
const DELETE = 0x7f
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uff01-\uff60]/u
/** All that shows nothing, or moves what stands beside it; and what would pass for our own signs. */
const unseen = /[\p{C}\p{Z}\u2400-\u2426‹›]/u

/**
 * The characters of a text, what is invisible shown: `␊` for a line feed, `‹U+FEFF›` for a byte order mark, `‹0xE9›` for a byte
 * that is no UTF-8. Nothing in it can steer a terminal.
 */
export function cellsOf(bytes: Buffer): readonly Cell[] {
  const cells: Cell[] = []
  for (let offset = 0; offset < bytes.length; ) {
    const length = lengthAt(bytes, offset)
    const text =
      length === 0
        ? named(`0x${hex(bytes[offset] ?? 0, 2)}`)
        : shown(bytes.toString('utf8', offset, offset + length))
    cells.push({ offset, text, width: wide.test(text) ? 2 : text.length })
    offset += Math.max(1, length)
  }
  return cells
}

/** The whole text, a line of it a line. */
export function linesOf(bytes: Buffer): readonly string[] {
  const text = cellsOf(bytes).map((cell) => cell.text)
  return text.join('').replaceAll('␊', '␊\n').replace(/\n$/, '').split('\n')
}

/** A text of somebody's that stands within a sentence of ours. */
export function harmless(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (char) => shown(char))
}

function shown(char: string): string {
  const point = char.codePointAt(0) ?? 0
  if (point < 0x20) return String.fromCodePoint(CONTROL_PICTURES + point)
  if (point === DELETE) return '␡'
  return char !== ' ' && unseen.test(char) ? named(`U+${hex(point, 4)}`) : char
}

function named(name: string): string {
  return `‹${name}›`
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0')
}

/** Of the character that begins there, in bytes; 0 where none does. */
function lengthAt(bytes: Buffer, offset: number): number {
  const first = bytes[offset] ?? 0
  if (first < 0x80) return 1
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  const char = bytes.subarray(offset, offset + length)
  return char.length === length && isUtf8(char) ? length : 0
}
