import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passed, refused } from '../../lib/protocol/checked.ts'
import type { Exhibit } from '../../tools/doctor/exhibit.ts'
import { forms, readMessages } from '../../tools/doctor/read/forms.ts'
import {
  ansiQuoted,
  bashQuoted,
  cmdCommand,
  curlCommand,
  eventV1,
  eventV2,
  har,
  harEntry,
  http2,
  postmanItem,
  pythonQuoted,
  rawHttp,
  receiptItem,
  recordedCall,
  type Written,
} from './written-forms.ts'

const noFile = () => refused('is not there')

function onlyReading(text: string | Buffer): Exhibit {
  const found = readMessages(Buffer.from(text), noFile)
  if (!found.ok) throw new Error(found.refusal)
  expect(found.value).toHaveLength(1)
  expect(found.value[0]?.readings).toHaveLength(1)
  const [reading] = found.value[0]?.readings ?? []
  expect(reading?.remarks).toEqual([])
  return reading?.exhibit as Exhibit
}

/** What every form has of a request. */
const told = ({ method, target, headers, body, origin }: Exhibit) => ({
  method,
  target,
  origin,
  headers: Object.fromEntries([...headers].filter(([name]) => name !== 'content-length')),
  body: body?.toString('latin1'),
})

const awkward = [
  '"',
  "'",
  '\\',
  '\\/',
  '\\"',
  '\n',
  '\r\n',
  '\t',
  '$',
  '$(x)',
  '`',
  '!',
  '^',
  '%41',
  '%',
  '&',
  '|',
  '中',
  '🙂',
  'é',
  ' ',
  '  ',
  '{',
  '}',
  ':',
  ',',
  '#',
  '\u00a0',
  "$'",
  '@',
  '-',
  '\u0000',
  '\u001b',
  'a',
  'Z',
  '0',
]
const texts = fc.array(fc.constantFrom(...awkward), { maxLength: 40 }).map((parts) => parts.join(''))
const bodies = fc.oneof(
  texts.map((text) => `{"note":${JSON.stringify(text)}}`),
  texts.map((text) => `{${text}}`),
  fc.json({ maxDepth: 3 }).map((json) => `{"a":${json}}`),
)
const headerValues = fc
  .array(fc.constantFrom(...awkward.filter((one) => one >= ' ' && one !== '\u00a0')), {
    maxLength: 10,
  })
  .map((parts) => `v${parts.join('')}v`)
const written: fc.Arbitrary<Written> = fc.record({
  origin: fc.constantFrom('https://pay.example.com', 'https://abc.execute-api.eu-west-1.amazonaws.com:8443'),
  target: fc.constantFrom('/antom/notify', '/antom/notify/notifyPayment/', '/a?b=1', '/a/?b=%2Fx&c=d'),
  headers: fc
    .record({ 'X-Note': headerValues, 'User-Agent': headerValues })
    .map((others) => [
      ['Client-Id', 'CLIENT_1'],
      ['Request-Time', '2026-11-21T02:00:30+08:00'],
      ['Signature', 'algorithm=RSA256, keyVersion=1, signature=ab%2Bc%3D'],
      ['Content-Type', 'application/json; charset=UTF-8'],
      ...Object.entries(others),
    ]),
  // What Postman would take for a variable is said to be one.
  body: bodies.filter((text) => !/\{\{[\w.$ -]+\}\}/.test(text)).map((text) => Buffer.from(text)),
  receivedAt: fc.integer({ min: 0, max: 2e12 }),
})
/** Raw text and events name the host in a header alone. */
const withHost = (one: Written): Written => ({
  ...one,
  headers: [['Host', one.origin.replace(/^https:\/\//, '')], ...one.headers],
})

describe('one request, whatever form it is written in', () => {
  it('is the same exhibit', () => {
    fc.assert(
      fc.property(written.map(withHost), (one) => {
        const expected = told(onlyReading(rawHttp(one)))
        expect(expected).toMatchObject({ target: one.target, body: one.body.toString('latin1') })
        const variants: readonly (readonly [string, string | Buffer])[] = [
          ['LF', rawHttp(one, { newline: '\n' })],
          ['absolute', rawHttp(one, { absolute: true })],
          ['HTTP/2', http2(one)],
          ['curl', curlCommand(one, bashQuoted)],
          ['curl of Python', curlCommand(one, pythonQuoted, '--data-raw')],
          ['curl in octal', curlCommand(one, (text) => ansiQuoted(Buffer.from(text)))],
          ['HAR', har(harEntry(one))],
          ['Postman', JSON.stringify({ item: [{ item: [postmanItem(one)] }] })],
          ['recording', recordedCall(one)],
          ['event 2.0', JSON.stringify(eventV2(one))],
          [
            'event 2.0 in base64',
            `2026-11-21T02:00:30Z\t8f0a\tINFO\t${JSON.stringify(eventV2(one, { base64: true }))}\n`,
          ],
          ['event within a text', JSON.stringify({ message: JSON.stringify({ event: eventV2(one) }) })],
        ]
        for (const [name, text] of variants) expect([name, told(onlyReading(text))]).toEqual([name, expected])
      }),
    )
  })

  it('is the same but for the way the query is written, from payload 1.0', () => {
    fc.assert(
      fc.property(written.map(withHost), (one) => {
        const exhibit = onlyReading(JSON.stringify(eventV1(one)))
        expect(exhibit).toMatchObject({ stage: 'prod', receivedAt: one.receivedAt })
        const expected = told(onlyReading(rawHttp(one)))
        expect(told(exhibit)).toEqual(expected)
      }),
    )
  })

  it('is the same from a command of cmd.exe, whose lines end at a newline', () => {
    const plain = written.filter(({ headers, body }) => !`${headers}${body}`.includes('\r'))
    fc.assert(
      fc.property(plain, (one) => {
        expect(told(onlyReading(cmdCommand(one)))).toEqual(told(onlyReading(curlCommand(one, bashQuoted))))
      }),
    )
  })

  it('keeps in a receipt what proves it, packed or not', () => {
    fc.assert(
      fc.property(written, fc.boolean(), (one, packed) => {
        const { target, headers, body, receivedAt } = onlyReading(
          JSON.stringify(receiptItem(one, { packed })),
        )
        expect({ target, body: body?.toString('latin1'), receivedAt }).toEqual({
          target: one.target,
          body: one.body.toString('latin1'),
          receivedAt: one.receivedAt,
        })
        expect([...headers.keys()]).toEqual(['client-id', 'request-time', 'signature'])
      }),
    )
  })
})

describe('bytes that a stranger chose', () => {
  const beginnings = [
    '',
    'POST / HTTP/1.1\r\n',
    'POST / HTTP/1.1\nContent-Length: 5\n\n',
    ':path: /\n',
    "curl 'x' -H $'",
    'curl ^"',
    'curl @x -d @',
    '{"request":',
    '{"headers":{},"requestContext":',
    '[{"a":"{\\"b',
    'POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n5\r\n',
  ]
  const awkwardJson = fc
    .json({ maxDepth: 4 })
    .map((json) =>
      json.replace(
        /"[^"]*":/,
        () =>
          '"request":{"method":{"toString":1,"valueOf":1},"url":[],"header":[{}],"headers":[null]},"uri":{"S":{}},"proof":{"M":{"a":{"toString":0}}},"body":{"B":"eA=="},"packed":1,"receivedAt":{"valueOf":0,"toString":0},"reason":"x","correlationId":"y","claimed":[],"keysTried":[{"toString":0}],',
      ),
    )
  const hostile = fc.oneof(
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    fc
      .tuple(fc.constantFrom(...beginnings), fc.oneof(texts, fc.string(), awkwardJson))
      .map((parts) => Buffer.from(parts.join(''))),
    awkwardJson.map((json) => Buffer.from(json)),
  )

  it('never make a reader throw, whichever form is asked for', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(undefined, ...forms), (bytes, form) => {
        const found = readMessages(bytes, () => passed(Buffer.from('x')), form ? [form] : forms)
        expect(found.ok || !found.refusal.includes('\n')).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([
    ['braces', '{'.repeat(200_000)],
    ['nested JSON', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
    ['lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['text in text', Array.from({ length: 12 }).reduce<string>((text) => JSON.stringify({ a: text }), '{}')],
    ['quotes', `curl ${`'"'"`.repeat(100_000)}`],
    ['backslashes', `curl "${'\\"'.repeat(500_000)}"`],
    ['carets', `curl ^"${'^\n\n^"'.repeat(200_000)}`],
    ['options', `curl ${'-H a:b '.repeat(100_000)}`],
    ['headers', `POST / HTTP/1.1\n${'a: b\n'.repeat(200_000)}`],
    ['spaces', `POST / HTTP/1.1\na: x${' '.repeat(1_000_000)}x\n`],
    ['a request line', `POST /${' HTTP/1'.repeat(200_000)}x\n\n`],
    ['chunks', `POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n${'1\na\n'.repeat(200_000)}`],
    [
      'a query',
      JSON.stringify({
        requestContext: {},
        headers: {},
        httpMethod: 'POST',
        path: '/',
        queryStringParameters: { a: '\ud800' },
      }),
    ],
  ])('are read, or not, in no time: %s', (_, text) => {
    const began = performance.now()
    readMessages(Buffer.from(text), noFile)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})
