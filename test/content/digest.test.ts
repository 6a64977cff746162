import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestOf, sha256 } from '../../lib/content/digest.ts'

const digest = (body: string, volatile: readonly string[] = []) => digestOf(Buffer.from(body), volatile)

/** A body whose members are neither null nor "", which are absent by rule, nor resultMessage, which is left out. */
const name = fc.string({ minLength: 1 }).filter((text) => text !== 'resultMessage')
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })).map(String)
const scalar = fc.oneof(fc.string({ minLength: 1 }), number, fc.boolean())
const { object } = fc.letrec<{ object: Record<string, unknown>; value: unknown }>((tie) => ({
  object: fc.dictionary(name, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(scalar, { maxLength: 3 }),
    tie('object'),
  ),
}))

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The same message by another serialiser: members turned about, numbers bare, spaces, a message to the reader. */
function reworded(value: unknown): string {
  if (Array.isArray(value)) return `[ ${value.map(reworded).join(' ,\n')} ]`
  if (!isRecord(value))
    return typeof value === 'string' && isJsonNumber(value) ? value : `\t${JSON.stringify(value)}`
  const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)} : ${reworded(inner)}`)
  return `{ ${['"resultMessage":"worded anew"', '"absent":null', ...members.reverse()].join(', ')} }`
}

const isJsonNumber = (text: string) => /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)

/** The body with the leaf or member chosen by `at` changed. */
function altered(value: unknown, at: number): unknown {
  if (Array.isArray(value)) return [...value, 'one more']
  if (!isRecord(value)) return value === 'other' ? 'another' : 'other'
  const names = Object.keys(value)
  const chosen = names[at % (names.length + 1)]
  if (chosen === undefined) return { ...value, 'one more': 'x' }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === chosen ? altered(inner, at) : inner]),
  )
}

describe('digestOf', () => {
  it('is the same for the same message in another spelling', () => {
    fc.assert(
      fc.property(object, (body) => {
        expect(digest(reworded(body))).toBe(digest(JSON.stringify(body)))
      }),
    )
  })

  it('is another for any other change', () => {
    fc.assert(
      fc.property(object, fc.nat(), (body, at) => {
        expect(digest(JSON.stringify(altered(body, at)))).not.toBe(digest(JSON.stringify(body)))
      }),
    )
  })

  it.each([
    ['a value', '{"a":"1"}', '{"a":"2"}'],
    ['a number by its spelling', '{"a":1.5}', '{"a":1.50}'],
    ['the order of a list', '{"a":["1","2"]}', '{"a":["2","1"]}'],
    ['where a list ends', '{"a":[["1"],"2"]}', '{"a":[["1","2"]]}'],
    ['a quote that looks like structure', '{"a":"1\\",\\"b\\":\\"2"}', '{"a":"1","b":"2"}'],
    ['a member in place of another', '{"a":"1"}', '{"b":"1"}'],
    ['a member called __proto__', '{"__proto__":{"a":"1"}}', '{"__proto__":{"a":"2"}}'],
    ['halves of different characters', '{"a":"\\ud800"}', '{"a":"\\ud801"}'],
  ])('tells apart %s', (_, one, other) => {
    expect(digest(one)).not.toBe(digest(other))
  })

  it('leaves out resultMessage wherever it stands', () => {
    expect(digest('{"result":{"resultMessage":"ok"},"list":[{"resultMessage":"ok","a":"1"}]}')).toBe(
      digest('{"result":{"resultMessage":"fine"},"list":[{"a":"1"}]}'),
    )
  })

  it('leaves out the volatile fields of the row, and nothing else', () => {
    const [one, other] = ['{"a":"1","quote":{"id":"x"}}', '{"a":"1","quote":{"id":"y"}}']
    expect(digest(one, ['quote.id'])).toBe(digest(other, ['quote.id']))
    expect(digest(one, ['quote.other'])).not.toBe(digest(other, ['quote.other']))
  })

  it('takes a body that is no JSON object as its bytes', () => {
    for (const body of ['', '[1, 2]', 'not json', `{"a":${'['.repeat(101)}`]) {
      expect(digest(body)).toBe(sha256(Buffer.from(body)))
    }
    expect(digestOf(Buffer.from([0xff]), [])).not.toBe(digestOf(Buffer.from([0xfe]), []))
  })

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (body) => {
        expect(digestOf(body, ['a.b'])).toMatch(/^[\w-]{43}$/)
      }),
    )
  })
})
