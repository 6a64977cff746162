import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import vectors from '../../docs/vectors/signature-headers.json' with { type: 'json' }
import { formatSignatureHeader, parseSignatureHeader } from '../../lib/protocol/signature-header.ts'

describe('parseSignatureHeader', () => {
  it.each(vectors.cases.filter(isTaken))('takes $name', ({ input, expected }) => {
    const { algorithm, keyVersion, signature } = expected
    expect(parseSignatureHeader(input)).toEqual({
      ok: true,
      value: {
        algorithm: algorithm ?? undefined,
        keyVersion: keyVersion ?? undefined,
        signature: Buffer.from(signature, 'hex'),
      },
    })
  })

  it.each(vectors.cases.filter((one) => !isTaken(one)))('refuses $name', ({ input }) => {
    expect(parseSignatureHeader(input)).toMatchObject({
      ok: false,
      refusal: { reason: 'signature-malformed' },
    })
  })

  it('refuses a header over 8,192 characters', () => {
    const header = (length: number) => 'signature=AAAA,pad='.padEnd(length, 'x')
    expect(parseSignatureHeader(header(8_192)).ok).toBe(true)
    expect(parseSignatureHeader(header(8_193)).ok).toBe(false)
  })

  it('reads every spelling of the same header alike', () => {
    fc.assert(
      fc.property(spelling, ({ header, version, signature }) => {
        expect(parseSignatureHeader(header)).toEqual({
          ok: true,
          value: { algorithm: 'RSA256', keyVersion: version, signature },
        })
      }),
    )
  })

  it('decodes an escape once, never twice', () => {
    fc.assert(
      fc.property(bytes, (signature) => {
        const once = escapeAll(signature.toString('base64'))
        expect(parseSignatureHeader(`signature=${once}`)).toMatchObject({ ok: true, value: { signature } })
        expect(parseSignatureHeader(`signature=${escapeAll(once)}`).ok).toBe(false)
        expect(parseSignatureHeader(`signature=${once.replaceAll('%', '%25')}`).ok).toBe(false)
      }),
    )
  })

  it('refuses a character that the alphabet does not have, wherever it stands', () => {
    const foreign = fc.constantFrom(...' !"#$&\'()*.:;<>?@[\\]^`{|}~\0\n\u00e9\u212a%')
    fc.assert(
      fc.property(bytes, foreign, fc.nat(), (signature, character, position) => {
        const base64 = signature.toString('base64url')
        const at = 1 + (position % (base64.length - 1))
        expect(
          parseSignatureHeader(`signature=${base64.slice(0, at)}${character}${base64.slice(at)}`).ok,
        ).toBe(false)
      }),
    )
  })

  it('never throws, and quotes nothing of what it refuses', () => {
    const pieces = fc.constantFrom(
      'signature',
      'algorithm',
      'keyVersion',
      '=',
      ',',
      ' ',
      '%',
      '%2B',
      '+',
      'AAAA',
      '-_',
      '0',
    )
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(hostile, (header) => {
        const read = parseSignatureHeader(header)
        if (read.ok) expect(read.value.signature.length).toBeGreaterThan(0)
        else expect(rules).toContain(read.refusal.evidence)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('formatSignatureHeader', () => {
  it('writes three pairs in order, percent-encoded with upper-case hex', () => {
    expect(formatSignatureHeader('RSA256', '2', Buffer.from('fbefbefffffe0010', 'hex'))).toBe(
      'algorithm=RSA256,keyVersion=2,signature=%2B%2B%2B%2B%2F%2F%2F%2BABA%3D',
    )
  })
})

type Case = (typeof vectors.cases)[number]

const isTaken = (one: Case): one is Case & { readonly expected: NonNullable<Case['expected']> } =>
  one.expected !== null

const rules = [
  'over 8192 characters',
  'a part is no pair',
  'a pair occurs twice',
  'keyVersion',
  'no signature pair',
  'signature is not base64, encoded at most once',
]

const bytes = fc.uint8Array({ minLength: 2, maxLength: 300 }).map((array) => Buffer.from(array))

const escapeAll = (text: string) =>
  Array.from(text, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')

const blank = fc.string({ unit: fc.constantFrom(' ', '\t'), maxLength: 3 })
const anyCase = (name: string) => fc.mixedCase(fc.constant(name))

const pair = (name: string, value: string) =>
  fc
    .tuple(blank, anyCase(name), blank, blank, blank)
    .map(([a, spelt, b, c, d]) => `${a}${spelt}${b}=${c}${value}${d}`)

const base64Spelling = (signature: Buffer) =>
  fc
    .record({
      urlSafe: fc.boolean(),
      padded: fc.boolean(),
      escaped: fc.func(fc.boolean()),
      upper: fc.boolean(),
    })
    .map(({ urlSafe, padded, escaped, upper }) => {
      const standard = signature.toString('base64')
      const alphabet = urlSafe ? standard.replaceAll('+', '-').replaceAll('/', '_') : standard
      const text = padded ? alphabet : alphabet.replaceAll('=', '')
      return Array.from(text, (character, index) => {
        if (!escaped(index)) return character
        return upper ? escapeAll(character).toUpperCase() : escapeAll(character)
      }).join('')
    })

const spelling = fc
  .tuple(bytes, fc.stringMatching(/^[1-9A-Za-z._-][0-9A-Za-z._-]{0,31}$/))
  .chain(([signature, version]) =>
    base64Spelling(signature)
      .chain((value) =>
        fc
          .tuple(
            pair('algorithm', 'RSA256'),
            pair('keyVersion', version),
            pair('signature', value),
            pair('nonce', 'x=y'),
          )
          .chain((pairs) => fc.shuffledSubarray(pairs, { minLength: pairs.length })),
      )
      .map((pairs) => ({ header: pairs.join(','), version, signature })),
  )
