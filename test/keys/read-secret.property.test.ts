import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bare, privatePem, publicPem } from './key-pairs.ts'
import { alipay, clientEntry, ecc, ours, reading, secretOf } from './secrets.ts'

const keys = [ours, alipay, ecc].flatMap((pair) => [publicPem(pair), privatePem(pair)])
const keyTexts = [...keys, ...keys.map(bare)]
const bases = keys.map(bare)

/** Eight characters that stand in a key do not stand in a line by chance. */
const quotesKey = (line: string) =>
  Array.from(line, (_, at) => line.slice(at, at + 8)).some(
    (piece) => piece.length === 8 && bases.some((base) => base.includes(piece)),
  )

const word = fc.oneof(
  fc.constantFrom('clients', 'signing', 'verifying', 'version', 'key', 'hash', 'encoding', 'current'),
  fc.constantFrom('A', 'A.1', '__proto__', 'constructor', '1', '0', 'der', 'sha224'),
  fc.constantFrom(...keyTexts),
  fc.string(),
)

/** JSON of every shape, most of its words taken from those of a secret. */
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 6 },
    word,
    fc.constantFrom(null, true, false, 1),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.array(fc.tuple(word, tie('json')), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
  ),
}))

const good = secretOf({ A: clientEntry(), B: clientEntry() })
const quotes = Array.from(good.matchAll(/"/g), ({ index }) => index)

/** A good secret with something else written over a piece of it. */
const damaged = fc
  .tuple(
    fc.oneof(fc.nat(good.length), fc.constantFrom(...quotes)),
    fc.oneof(fc.nat({ max: 40 }), fc.constant(1)),
    fc.oneof(fc.string(), fc.constantFrom('', '"', '\n', '\\', '{', '},', '":"')),
  )
  .map(([at, length, other]) => good.slice(0, at) + other + good.slice(at + length))

const text = fc.oneof(
  json.map((value) => JSON.stringify(value)),
  json.map(secretOf),
  fc.dictionary(word, json, { maxKeys: 3 }).map((client) => secretOf({ A: client, B: clientEntry() })),
  damaged,
  fc.string({ unit: 'binary' }),
)

it('reads any text without throwing, and quotes no key', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 3 }), (texts) => {
      expect(reading(...texts).lines.filter(quotesKey)).toEqual([])
    }),
    { numRuns: 500 },
  )
})
