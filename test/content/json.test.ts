import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJsonObject } from '../../lib/content/json.ts'

const read = (text: string) => readJsonObject(Buffer.from(text))
const value = (text: string) => {
  const content = read(text)
  if (!content.ok) throw new Error(`not read: ${content.refusal}`)
  return content.value
}

describe('readJsonObject', () => {
  it.each([
    ['20 digits', '12345678901234567890'],
    ['a trailing zero', '1.50'],
    ['an exponent beyond any float', '1e400'],
    ['a negative zero', '-0'],
  ])('reads a number as its source text: %s', (_, source) => {
    expect(value(`{"amount":${source},"list":[${source}]}`)).toEqual({ amount: source, list: [source] })
  })

  it('keeps booleans and strings as they are', () => {
    expect(value('{"yes":true,"no":false,"text":"1.50"}')).toEqual({ yes: true, no: false, text: '1.50' })
  })

  it('takes members that are null or empty for absent, at every level', () => {
    expect(value('{"a":null,"b":"","c":{"d":null,"e":""}}')).toEqual({ c: {} })
  })

  it('keeps null and empty elements, so that no other element moves', () => {
    expect(value('{"list":[null,"",1]}')).toEqual({ list: [null, '', '1'] })
  })

  it('lets the last of two members of one name stand, whatever the first one was', () => {
    expect(value('{"a":1,"a":{"b":2}}')).toEqual({ a: { b: '2' } })
    expect(value('{"a":{"b":2},"a":1.50}')).toEqual({ a: '1.50' })
  })

  it('drops a byte order mark', () => {
    expect(value('\u{FEFF}{"a":"b"}')).toEqual({ a: 'b' })
  })

  it('reads members called __proto__ and constructor as members and nothing more', () => {
    const body = value('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}')
    expect(Object.keys(body)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype)
    expect('admin' in body).toBe(false)
    expect('admin' in {}).toBe(false)
  })

  it.each([
    ['not-utf8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['not-json', Buffer.from('')],
    ['not-json', Buffer.from('{"a":1')],
    ['not-json', Buffer.from('{"a":1}{"a":1}')],
    ['not-an-object', Buffer.from('[]')],
    ['not-an-object', Buffer.from('null')],
    ['not-an-object', Buffer.from('""')],
    ['not-an-object', Buffer.from('7')],
  ])('refuses as %s: %s', (refusal, body) => {
    expect(readJsonObject(body)).toEqual({ ok: false, refusal })
  })

  describe('depth', () => {
    const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`

    it('passes at 100 levels and is refused at 101', () => {
      expect(read(nested(100)).ok).toBe(true)
      expect(read(nested(101))).toEqual({ ok: false, refusal: 'too-deep' })
    })

    it('does not count brackets inside strings, nor what follows an escaped quote', () => {
      const brackets = '[{'.repeat(200)
      expect(value(JSON.stringify({ a: brackets, b: `\\"${brackets}\\` }))).toEqual({
        a: brackets,
        b: `\\"${brackets}\\`,
      })
    })

    it('is found before parsing, which would overflow the stack', () => {
      expect(read('['.repeat(1_048_576))).toEqual({ ok: false, refusal: 'too-deep' })
      expect(read('{"a":'.repeat(200_000))).toEqual({ ok: false, refusal: 'too-deep' })
    })
  })

  it('never throws, whatever the bytes', () => {
    const hostile = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json({ maxDepth: 5 }).map((text) => Buffer.from(text)),
      fc.string({ unit: fc.constantFrom(...'{}[]",:\\1ea\u{D800}') }).map((text) => Buffer.from(text)),
    )
    fc.assert(
      fc.property(hostile, (body) => {
        expect(typeof readJsonObject(body).ok).toBe('boolean')
      }),
      { numRuns: 2_000 },
    )
  })

  it('agrees with JSON.parse on every text of strings, booleans and objects', () => {
    const nonEmpty = fc.string({ minLength: 1, unit: 'binary' })
    const { tree } = fc.letrec((tie) => ({
      tree: fc.dictionary(nonEmpty, fc.oneof(nonEmpty, fc.boolean(), fc.array(nonEmpty), tie('tree')), {
        maxKeys: 4,
        noNullPrototype: true,
      }),
    }))
    fc.assert(
      fc.property(tree, (body) => {
        expect(value(JSON.stringify(body))).toEqual(JSON.parse(JSON.stringify(body)))
      }),
    )
  })
})
