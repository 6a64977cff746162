import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstDifference, showText } from '../../tools/doctor/show-text.ts'

describe('showText', () => {
  it.each<[text: string | Buffer, shown: string]>([
    ['POST /a\nb', 'POST·/a␊\nb'],
    ['a\r\n\tb', 'a␍␊\n␉b'],
    ['\ufeff{"é":"中 🙂"}', '⟨BOM⟩{"é":"中·🙂"}'],
    ['\u001b[31m\0\u007f', '\\x1b[31m\\x00\\x7f'],
    ['a\u00a0\u200b\u202eb', 'a\\xc2\\xa0\\xe2\\x80\\x8b\\xe2\\x80\\xaeb'],
    [Buffer.from([0xc3, 0x28, 0xff, 0xe4, 0xb8]), '\\xc3(\\xff\\xe4\\xb8'],
  ])('%j', (text, shown) => {
    expect(showText(Buffer.from(text))).toBe(shown)
  })

  it('lets nothing through that a terminal would obey, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(showText(Buffer.from(bytes))).toMatch(/^[\p{L}\p{M}\p{N}\p{P}\p{S}\n]*$/u)
      }),
    )
  })
})

describe('firstDifference', () => {
  const difference = (received: string, signed: string) =>
    firstDifference(Buffer.from(received), Buffer.from(signed))

  it('is none where there is none', () => expect(difference('a\nb', 'a\nb')).toBeUndefined())

  it.each<[received: string, signed: string, at: number, shown: readonly [string, string]]>([
    ['POST /a\nx', 'POST /b/a\nx', 6, ['POST·/a␊', 'POST·/b/a␊']],
    ['h\nbody', 'h\nbody\n', 6, ['body', 'body␊']],
    ['h\na\r\nb', 'h\na\nb', 3, ['a␍␊', 'a␊']],
    ['a', '', 0, ['a', '']],
  ])('%j and %j', (received, signed, at, [one, other]) => {
    expect(difference(received, signed)).toEqual({ at, received: one, signed: other })
  })

  it('shows forty bytes to either side', () => {
    const text = 'a'.repeat(1000)
    const found = difference(text, `${text.slice(0, 500)}b${text.slice(501)}`)
    expect(found).toEqual({
      at: 500,
      received: 'a'.repeat(80),
      signed: `${'a'.repeat(40)}b${'a'.repeat(39)}`,
    })
  })
})
