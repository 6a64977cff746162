import { firstDifference, showText } from '../show-text.ts'

const BEFORE_BYTES = 48
const AFTER_BYTES = 64

/** Two texts from shortly before the first byte that differs, one line each. */
interface Compared {
  /** The offset of that byte. */
  readonly at: number
  readonly signed: string
  readonly received: string
  /** Stands under both, and points to where they part. */
  readonly mark: string
}

/** Undefined where the texts are the same. */
export function compare(signed: Buffer, received: Buffer): Compared | undefined {
  const difference = firstDifference(received, signed)
  if (!difference) return undefined
  const { at } = difference
  const parting = characterAt(signed, at)
  const from = at <= 2 * BEFORE_BYTES ? 0 : characterAt(signed, at - BEFORE_BYTES)
  const before = `${from === 0 ? '' : '…'}${inOneLine(signed.subarray(from, parting))}`
  return {
    at,
    signed: `${before}${beginningOf(signed.subarray(parting), AFTER_BYTES)}`,
    received: `${before}${beginningOf(received.subarray(parting), AFTER_BYTES)}`,
    mark: `${' '.repeat(widthOf(before))}^`,
  }
}

/** The beginning of a text in one line, and a sign where it goes on. */
export function beginningOf(text: Buffer, bytes: number): string {
  if (text.length <= bytes) return inOneLine(text)
  return `${inOneLine(text.subarray(0, characterAt(text, bytes)))}…`
}

function inOneLine(text: Buffer): string {
  return showText(text).replaceAll('\n', '')
}

const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uff01-\uff60]/u

/** In columns of a terminal. */
function widthOf(text: string): number {
  return [...text].reduce((sum, char) => sum + (/\p{M}/u.test(char) ? 0 : wide.test(char) ? 2 : 1), 0)
}

/** Where the character begins that the byte belongs to: UTF-8 marks the bytes within one by their first two bits. */
function characterAt(text: Buffer, at: number): number {
  let start = at
  while (start > 0 && at - start < 3 && ((text[start] ?? 0) & 0xc0) === 0x80) start--
  return start
}
