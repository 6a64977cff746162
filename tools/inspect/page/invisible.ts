/** A stretch of a text; of a character that nobody sees, what stands for it and what it is. */
export interface Piece {
  readonly text: string
  readonly mark?: { readonly glyph: string; readonly name: string }
}

const named: Readonly<Record<number, string>> = {
  9: 'tab',
  10: 'line feed',
  13: 'carriage return',
  32: 'space at the end of a line',
  127: 'delete',
  160: 'no-break space',
  173: 'soft hyphen',
  8203: 'zero width space',
  8204: 'zero width non-joiner',
  8205: 'zero width joiner',
  8206: 'left-to-right mark',
  8207: 'right-to-left mark',
  8234: 'left-to-right embedding',
  8235: 'right-to-left embedding',
  8236: 'end of embedding',
  8237: 'left-to-right override',
  8238: 'right-to-left override',
  8232: 'line separator',
  8233: 'paragraph separator',
  8288: 'word joiner',
  65279: 'byte order mark',
  65533: 'replacement character',
}

/** Controls, format characters, odd spaces, lone surrogates; and a space before the end of a line. */
const unseen =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u115f\u3164\ufffd]| (?=\r?$)/gmu

/** Beyond this many marks a text is no text, and would only be slow. */
const MAX_MARKS = 2_000

/**
 * The text in pieces, its invisible characters each a piece with a mark. Put together the pieces are the text. Line feeds
 * are marked only where the ends of lines matter.
 */
export function piecesOf(text: string, lineEnds: boolean): readonly Piece[] {
  const pieces: Piece[] = []
  let done = 0
  let marks = 0
  for (const { 0: character, index } of text.matchAll(unseen)) {
    if (!lineEnds && /[ \n]/.test(character)) continue
    if (++marks > MAX_MARKS) break
    if (index > done) pieces.push({ text: text.slice(done, index) })
    pieces.push({ text: character, mark: markOf(character) })
    done = index + character.length
  }
  if (done < text.length) pieces.push({ text: text.slice(done) })
  return pieces
}

function markOf(character: string): { glyph: string; name: string } {
  const code = character.codePointAt(0) ?? 0
  const point = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  const name = named[code] ?? 'a character that nobody sees'
  return {
    glyph: glyphs[code] ?? (code < 32 ? String.fromCodePoint(0x2400 + code) : point),
    name: `${point} ${name}`,
  }
}

const glyphs: Readonly<Record<number, string>> = { 9: '⇥', 10: '↵', 13: '␍', 32: '·', 127: '␡' }
