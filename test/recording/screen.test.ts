import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesOn, textOf } from '../../tools/recording/screen.ts'

const textsOn = (columns: number, written: string) => linesOn(columns, written).map(textOf)
const look = { bold: false, dim: false, colour: undefined }

describe('a terminal shows', () => {
  it.each([
    ['lines, without the blanks at their ends', 'one  \r\n\r\n  two', ['one', '', '  two']],
    ['a line that is too long in two', 'abcdefghijklm', ['abcdefghij', 'klm']],
    ['a line that is just as long in one', 'abcdefghij\r\nk', ['abcdefghij', 'k']],
    ['a line that was written anew', '10 %\r\x1b[K100 %\r\n', ['100 %']],
    ['what is left of a longer one', 'abcdef\rxy', ['xycdef']],
    ['a count in the place of the last', 'a\r\n1 more\r\n\x1b[1A\x1b[2K2 more\r\nb', ['a', '2 more', 'b']],
    ['what stands above when the rest was erased', 'a\r\nb\r\nc\x1b[A\r\x1b[J', ['a']],
    ['a column that was jumped to', 'a\x1b[5Gb\x1b[Gc', ['c   b']],
    ['nothing of a title', '\x1b]0;title\x07a\x1b]8;;x\x1b\\b', ['ab']],
    ['nothing of what it does not know', 'a\x1b[?25lb\x07\x1b[6n', ['ab']],
  ])('%s', (_, written, lines) => {
    expect(textsOn(10, written)).toEqual(lines)
  })

  it('text in its looks, and each run of one look once', () => {
    const written = '\x1b[31mre\x1b[31md\x1b[39m \x1b[1mbold\x1b[22m\x1b[2;92mdim\x1b[0m!'
    expect(linesOn(80, written)).toEqual([
      [
        { ...look, text: 'red', colour: 1 },
        { ...look, text: ' ' },
        { ...look, text: 'bold', bold: true },
        { ...look, text: 'dim', dim: true, colour: 2 },
        { ...look, text: '!' },
      ],
    ])
  })

  it('whatever is written: never more than its columns, and no control characters', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\r',
        '\n',
        '\x1b',
        '\x1b[',
        '\x1b[3A',
        '\x1b[99G',
        '\x1b[K',
        '\x1b[J',
        '\x1b[38;5;1m',
        '\x1b]',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 1, max: 20 }), (pieces, columns) => {
        for (const line of linesOn(columns, pieces.join(''))) {
          const text = textOf(line)
          expect([...text].length).toBeLessThanOrEqual(columns)
          expect(text).not.toMatch(/\p{Cc}/u)
        }
      }),
    )
  })
})
