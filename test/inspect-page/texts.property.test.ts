import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shellWords } from '../../tools/doctor/read/shell-words.ts'
import { curlOf } from '../../tools/inspect/page/curl.ts'
import { piecesOf } from '../../tools/inspect/page/invisible.ts'
import { layOut } from '../../tools/inspect/page/json-layout.ts'

const text = fc.string({ unit: 'binary' })
const odd = fc.string({
  unit: fc.constantFrom('a', ' ', '\n', '\r', '\t', '\0', '\u200b', '\u202e', '\u00a0', '\ud800', '"', '{'),
})

describe('what somebody sent', () => {
  it('is in its pieces letter by letter', () => {
    fc.assert(
      fc.property(fc.oneof(text, odd), fc.boolean(), (sent, lineEnds) => {
        expect(
          piecesOf(sent, lineEnds)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(sent)
      }),
    )
  })

  it('has no invisible character outside a mark', () => {
    fc.assert(
      fc.property(fc.oneof(text, odd), (sent) => {
        const unmarked = piecesOf(sent, true).filter(({ mark }) => !mark)
        expect(unmarked.map((piece) => piece.text).join('\u0001')).not.toMatch(
          /[\n\r\t\0\u200b-\u200f\u202a-\u202e\u00a0\ufeff\ud800]/u,
        )
      }),
    )
  })

  it('keeps every token of its JSON, and the same meaning', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (json, space) => {
        const sent = JSON.stringify(JSON.parse(json), null, space)
        const shown =
          layOut(sent)
            ?.map((token) => token.text)
            .join('') ?? ''
        expect(JSON.parse(shown)).toEqual(JSON.parse(json))
        expect(shown.replace(/\s/g, '')).toBe(sent.replace(/\s/g, ''))
      }),
    )
  })

  it('is not laid out where it is no JSON', () => {
    for (const sent of ['', '{', 'x', '{"a":1}x', '\ufeff{}']) expect(layOut(sent)).toBeUndefined()
  })

  it('is laid out with a member a line', () => {
    expect(
      layOut('{"a":[{},[],"x:,{"],"b":-1.0E+2}')
        ?.map((token) => token.text)
        .join(''),
    ).toBe('{\n  "a": [\n    {},\n    [],\n    "x:,{"\n  ],\n  "b": -1.0E+2\n}')
  })
})

describe('a request for curl', () => {
  const request = (target: string, value: string, text: string) => ({
    method: 'POST',
    target,
    headers: [
      ['Host', '127.0.0.1:3000'],
      ['Content-Length', '1'],
      ['Signature', value],
    ] as const,
    body: { bytes: text.length, text },
  })

  it('is the words that a shell reads, byte for byte, and nothing that a terminal obeys', () => {
    const sent = fc.oneof(
      text,
      odd,
      fc.string({ unit: fc.constantFrom("'", '\\', '$', '`', '!', '\n', 'é', '@') }),
    )
    fc.assert(
      fc.property(sent, sent, sent, (target, value, body) => {
        fc.pre(
          ![target, value, body].some((part) => part.includes('\0') || !part.isWellFormed()) &&
            value !== '****',
        )
        const command = curlOf(request(target, value, body), 'http') ?? ''
        expect(command).toMatch(/^[\n\x20-\x7e]+$/)
        const read = shellWords(Buffer.from(command))
        expect(read.ok && read.value.words.map(String)).toEqual([
          ...['curl', '-g', '--path-as-is', '-X', 'POST', `http://127.0.0.1:3000${target}`, '-H'],
          ...[value === '' ? 'Signature;' : `Signature: ${value}`, '--data-raw', body],
        ])
      }),
    )
  })

  it('is none where it would send something else', () => {
    const { body, ...head } = request('/', 'x', '{}')
    expect(curlOf({ ...head, body: { ...body, note: 'secret fields are masked' } }, 'http')).toBeUndefined()
    expect(curlOf({ ...head, body: { bytes: 3, base64: '/v8=' } }, 'http')).toBeUndefined()
    expect(curlOf(request('/', '****', '{}'), 'http')).toBeUndefined()
    expect(curlOf(request('/', 'x', 'a\0'), 'http')).toBeUndefined()
    expect(curlOf({ ...head, headers: [], body }, 'http')).toBeUndefined()
  })
})
