import { type Checked, passed, refused } from '../../../lib/protocol/checked.ts'

interface Words {
  readonly words: readonly Buffer[]
  /** Whether a shell would have put in values that the text does not have: `$BODY`, `$(cat body.json)`. */
  readonly expands: boolean
  /** What stands behind the first command. */
  readonly rest: string
}

/**
 * The words of the first command in the text, as bash reads them, to the byte: `'…'`, `"…"`, `$'…'`, a backslash, lines
 * that go on. (https://www.gnu.org/software/bash/manual/html_node/Quoting.html) Nothing is executed or put in.
 */
export function shellWords(bytes: Buffer): Checked<Words, string> {
  // A character for each byte, so that no byte is lost.
  const text = bytes.toString('latin1')
  const words: Buffer[] = []
  let word: string | undefined
  let expands = false
  let at = 0

  function endWord(): void {
    if (word !== undefined) words.push(Buffer.from(word, 'latin1'))
    word = undefined
  }

  while (at < text.length) {
    const piece = pieceAt(text, at, word === undefined)
    if (!piece) return refused('has a quote that is not closed')
    if (piece.kind === 'end' && (words.length > 0 || word !== undefined)) break
    at += piece.length
    if (piece.kind === 'text') word = (word ?? '') + piece.text
    else if (piece.kind === 'space') endWord()
    expands ||= piece.expands === true
  }
  endWord()
  return passed({ words, expands, rest: text.slice(at + 1).trim() })
}

interface Piece {
  readonly kind: 'text' | 'space' | 'end' | 'nothing'
  readonly length: number
  readonly text?: string
  readonly expands?: boolean
}

/** The pieces that are no quote, the first that fits. */
const plainPieces: readonly (readonly [pattern: RegExp, kind: Piece['kind']])[] = [
  [/\\\r?\n/y, 'nothing'],
  [/[ \t\r]+/y, 'space'],
  [/[\n;|&<>()]/y, 'end'],
  [/[^ \t\r\n'"\\;|&<>()$`]+|[$`]/y, 'text'],
]

function pieceAt(text: string, at: number, isStart: boolean): Piece | undefined {
  const char = text[at]
  if (char === "'") return quoted(text, at + 1, text.indexOf("'", at + 1), 1, (inner) => inner)
  if (char === '"') return doubleQuoted(text, at, 1)
  if (text.startsWith('$"', at)) return doubleQuoted(text, at, 2)
  if (text.startsWith("$'", at)) return quoted(text, at + 2, closing(text, at + 2, "'"), 2, fromAnsi)
  if (char === '#' && isStart) return { kind: 'nothing', length: lineEnd(text, at) - at }
  for (const [pattern, kind] of plainPieces) {
    pattern.lastIndex = at
    const [found] = pattern.exec(text) ?? []
    if (found !== undefined)
      return { kind, length: found.length, text: found, expands: /^[$`]$/.test(found) && kind === 'text' }
  }
  // What is left is a backslash, which stands for what follows it.
  return { kind: 'text', length: 2, text: text[at + 1] ?? '' }
}

function doubleQuoted(text: string, at: number, opening: number): Piece | undefined {
  const piece = quoted(text, at + opening, closing(text, at + opening, '"'), opening, fromDouble)
  return (
    piece && {
      ...piece,
      expands: /(?:^|[^\\])(?:\$[\w({]|`)/.test(text.slice(at + opening, at + piece.length - 1)),
    }
  )
}

function quoted(
  text: string,
  from: number,
  to: number,
  opening: number,
  read: (inner: string) => string,
): Piece | undefined {
  if (to < 0) return undefined
  return { kind: 'text', length: opening + to - from + 1, text: read(text.slice(from, to)) }
}

/** Where the quote ends whose characters a backslash may escape; -1 for nowhere. */
function closing(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === quote) return at
  }
  return -1
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

function fromDouble(inner: string): string {
  return inner.replace(/\\([$`"\\\n])/g, (_, escaped) => (escaped === '\n' ? '' : escaped))
}

const letters = new Map(
  Object.entries({ a: '\x07', b: '\b', e: '\x1b', E: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }),
)

const ansi =
  /\\(?:x([\da-fA-F]{1,2})|(u[\da-fA-F]{1,4}(?:\\u[\da-fA-F]{1,4})*)|U([\da-fA-F]{1,8})|([0-7]{1,3})|c([\s\S])|([\s\S]))/g

/** https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html: `\x` and octal digits are bytes. */
function fromAnsi(inner: string): string {
  return inner.replace(ansi, (whole, hex, units, point, octal, control, other) => {
    if (hex) return String.fromCharCode(Number.parseInt(hex, 16))
    if (units) return utf8(units.split('\\').map((unit: string) => Number.parseInt(unit.slice(1), 16)))
    if (point) return utf8([Number.parseInt(point, 16)])
    if (octal) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
    if (control) return String.fromCharCode(control.charCodeAt(0) & 0x1f)
    return letters.get(other) ?? (/[\\'"?]/.test(other) ? other : whole)
  })
}

/** In UTF-8, a character for each byte. Two halves of a pair may stand one after the other. */
function utf8(points: readonly number[]): string {
  const text = points.map((point) => (point > 0x10_ffff ? '\ufffd' : String.fromCodePoint(point))).join('')
  return Buffer.from(text, 'utf8').toString('latin1')
}
