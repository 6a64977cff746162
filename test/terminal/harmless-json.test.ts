import fc from 'fast-check'
import { expect, it } from 'vitest'
import { harmlessJson } from '../../tools/terminal/harmless-json.ts'

it('JSON for a terminal holds the same, and no character that steers it', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom('\x1b[2J', '\x9b', '\x7f', '\u202e', '\u{e0001}'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
  })
  fc.assert(
    fc.property(fc.dictionary(text, text, { maxKeys: 5 }), (value) => {
      const json = harmlessJson(value)
      expect(json).not.toMatch(/\p{C}/u)
      expect(JSON.stringify(JSON.parse(json))).toBe(JSON.stringify(value))
    }),
  )
})
