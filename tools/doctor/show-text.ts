/** Where two texts part: the offset of the first byte that differs, and the line of each around it, as `showText` shows it. */
export interface Difference {
  readonly at: number
  readonly received: string
  readonly signed: string
}

const AROUND = 40

/** Undefined where the texts are the same. */
export function firstDifference(received: Buffer, signed: Buffer): Difference | undefined {
  if (received.equals(signed)) return undefined
  const length = Math.min(received.length, signed.length)
  let at = 0
  while (at < length && received[at] === signed[at]) at++
  return { at, received: around(received, at), signed: around(signed, at) }
}

/** The line that has the byte, forty bytes of it to either side. */
function around(text: Buffer, at: number): string {
  const lineStart = at === 0 ? 0 : text.lastIndexOf(LF, at - 1) + 1
  const from = Math.max(lineStart, at - AROUND)
  const lineEnd = text.indexOf(LF, at)
  const until = Math.min(lineEnd < 0 ? text.length : lineEnd + 1, at + AROUND)
  return showText(text.subarray(from, until)).replaceAll('\n', '')
}

const LF = 0x0a

const signs = new Map([
  ['\n', '␊\n'],
  ['\r', '␍'],
  ['\t', '␉'],
  [' ', '·'],
  ['\ufeff', '⟨BOM⟩'],
])

/**
 * The text for people, what is invisible shown: `·` for a space, `␍` and `␊` for line ends (a line feed breaks the line too),
 * `⟨BOM⟩`, `\xNN` for the bytes of whatever else is not printable, or no UTF-8. No escape sequence comes through.
 */
export function showText(text: Buffer): string {
  return unitsOf(text)
    .map((unit) => (typeof unit === 'string' ? showCharacter(unit) : hexOf(unit)))
    .join('')
}

function showCharacter(character: string): string {
  return (
    signs.get(character) ??
    (/^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character) ? character : hexOf(...Buffer.from(character)))
  )
}

function hexOf(...bytes: readonly number[]): string {
  return bytes.map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
}

/** Characters, and the bytes that are none. */
function unitsOf(text: Buffer): readonly (string | number)[] {
  const units: (string | number)[] = []
  for (let at = 0; at < text.length; ) {
    const length = lengthAt(text, at)
    const character = text.subarray(at, at + length)
    const decoded = character.toString()
    const isWhole = Buffer.from(decoded).equals(character)
    units.push(isWhole ? decoded : (text[at] ?? 0))
    at += isWhole ? length : 1
  }
  return units
}

/** Of the character in UTF-8 that its first byte promises. */
function lengthAt(text: Buffer, at: number): number {
  const first = text[at] ?? 0
  return first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
}
