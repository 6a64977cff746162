import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkKey } from '../../tools/keys/check/check-key.ts'
import { isGood, printKey } from '../../tools/keys/check/print-key.ts'
import { consoles } from '../../tools/keys/consoles.ts'
import { capturedTerminal } from '../cli/captured-terminal.ts'
import { bare, eccPair, privatePem, publicPem, rsaPair } from '../keys/key-pairs.ts'

const platforms = Object.values(consoles).map(({ platform }) => platform)
const rsa = rsaPair()
const ecc = eccPair('prime256v1')
const genuine = [
  publicPem(rsa),
  privatePem(rsa),
  publicPem(ecc),
  privatePem(ecc),
  bare(publicPem(rsa)),
  bare(privatePem(rsa)),
]

/** More of a key than this is never shown. */
const SHOWN_AT_MOST = 8

/** Everything that the command could print, and its verdict. */
function check(bytes: Buffer) {
  const report = checkKey('a file', bytes, { platforms, known: [] })
  const { terminal, out } = capturedTerminal()
  printKey(terminal, report)
  return { report, shown: `${out.join('\n')}\n${JSON.stringify(report)}` }
}

/** The pieces of a text that are one character longer than may be shown; labels of PEM are nobody's secret. */
function piecesOf(text: string): readonly string[] {
  const body = text.replace(/-----[A-Z ]+-----/g, '')
  return Array.from({ length: Math.max(0, body.length - SHOWN_AT_MOST) }, (_, start) =>
    body.slice(start, start + SHOWN_AT_MOST + 1),
  ).filter((piece) => piece.trim().length > SHOWN_AT_MOST)
}

const spoiled = fc
  .record({
    text: fc.constantFrom(...genuine),
    at: fc.nat(1600),
    cut: fc.nat(40),
    insert: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom('\u2013', '\u201c', '%2B', '\\n', ' ', '-----', '='),
    ),
  })
  .map(({ text, at, cut, insert }) => text.slice(0, at) + insert + text.slice(at + cut))

describe('whatever is pasted', () => {
  it.each([
    ['any bytes', fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes))],
    ['any text', fc.string({ unit: 'grapheme', maxLength: 400 }).map((text) => Buffer.from(text))],
    ['a key that was spoiled', spoiled.map((text) => Buffer.from(text))],
  ])('is answered without an error, and a refusal with a reason: %s', (_, bytes) => {
    fc.assert(
      fc.property(bytes, (pasted) => {
        const { report } = check(pasted)
        expect(isGood(report)).toBe(
          report.wrong.length === 0 && report.answers.some(({ refusal }) => !refusal),
        )
        if (!isGood(report)) expect(report.wrong).not.toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('is never shown by more than eight characters in a row', () => {
    fc.assert(
      fc.property(fc.oneof(spoiled, fc.string({ minLength: 20, maxLength: 80 })), (text) => {
        const { shown } = check(Buffer.from(text))
        expect(piecesOf(text).filter((piece) => shown.includes(piece))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
