import { describe, expect, it } from 'vitest'
import { BODY, examine, exhibitOf, makeWorld, namesOf } from './world.ts'

const { alipay, known } = makeWorld()

const json = JSON.parse(BODY)
const escaped = (text: string, odd: RegExp, upper = false) =>
  text.replace(odd, (char) => {
    const hex = char.charCodeAt(0).toString(16).padStart(4, '0')
    return `\\u${upper ? hex.toUpperCase() : hex}`
  })
const beyondAscii = /[\u0080-\uffff]/g
const spaced = BODY.replaceAll('":', '": ').replaceAll(',"', ', "')
const jackson = `{
  "a" : 1,
  "list" : [ 1, {
    "b" : "x"
  } ],
  "none" : { }
}`

type Row = readonly [what: string, signed: string | Buffer, came: string | Buffer, name: string]

const rows: readonly Row[] = [
  ['compact, came indented', BODY, JSON.stringify(json, null, 2), 'json-compact'],
  ['compact, came indented with a newline', BODY, `${JSON.stringify(json, null, 2)}\n`, 'json-compact'],
  ['indented by two', JSON.stringify(json, null, 2), BODY, 'json-indented'],
  ['indented by three', JSON.stringify(json, null, 3), BODY, 'json-indented'],
  ['indented by four with a newline', `${JSON.stringify(json, null, 4)}\n`, BODY, 'json-indented'],
  ['indented by tabs', JSON.stringify(json, null, '\t'), BODY, 'json-indented'],
  [
    'indented by two, came by four',
    JSON.stringify(json, null, 2),
    JSON.stringify(json, null, 4),
    'json-indented',
  ],
  ['as Jackson indents', jackson, JSON.stringify(JSON.parse(jackson)), 'json-indented'],
  ['as Python writes it', spaced, BODY, 'json-spaced'],
  ['as json.dumps writes it', escaped(spaced, beyondAscii), BODY, 'json-dumps'],
  ['compact, came as json.dumps writes it', BODY, escaped(spaced, beyondAscii), 'json-dumps'],
  [
    'an amount as a number',
    '{"id":"7","amount":{"value":8000}}',
    '{"id":"7","amount":{"value":"8000"}}',
    'amount-rewritten',
  ],
  [
    'an amount with decimals',
    '{"id":"7","amount":{"value":"8000.00"}}',
    '{"id":"7","amount":{"value":"8000"}}',
    'amount-rewritten',
  ],
  ['as a JSON string by Python', escaped(JSON.stringify(BODY), beyondAscii), BODY, 'json-twice-signed'],
  [
    'by quote of Python',
    encodeURIComponent('{"a":"/(ê)"}').replaceAll('%2F', '/').replace('(', '%28').replace(')', '%29'),
    '{"a":"/(ê)"}',
    'form-encoded',
  ],
  ['came as Python writes it', BODY, spaced, 'json-compact'],
  ['sorted', '{"a":{"c":1,"d":2},"b":3}', '{"b":3,"a":{"d":2,"c":1}}', 'members-sorted'],
  ['sorted outside only', '{"a":{"d":2,"c":1},"b":3}', '{"b":3,"a":{"d":2,"c":1}}', 'members-sorted'],
  [
    'sorted and indented, as it came',
    '{\n  "a": 1,\n  "b": 3\n}',
    '{\n  "b": 3,\n  "a": 1\n}',
    'members-sorted',
  ],
  ['without null', BODY.replace('"note":null,', ''), BODY, 'null-members-dropped'],
  ['without empty members', '{"b":{}}', '{"a":"","b":{"c":null}}', 'empty-members-dropped'],
  ['1 as 1.0', '{"a":1.0}', '{"a":1}', 'numbers-rewritten'],
  ['1.0 as 1', '{"a":1,"b":100}', '{"a":1.0,"b":1e2}', 'numbers-rewritten'],
  ['numbers as text', '{"a":"1"}', '{"a":1}', 'numbers-as-text'],
  ['text as numbers', '{"a":{"value":100}}', '{"a":{"value":"100"}}', 'numbers-as-text'],
  ['slashes escaped', BODY.replaceAll('/', '\\/'), BODY, 'slashes-escaped'],
  ['slashes came escaped', BODY, BODY.replaceAll('/', '\\/'), 'escapes-missing'],
  ['unicode escaped', escaped(BODY, beyondAscii), BODY, 'unicode-escaped'],
  [
    'unicode escaped in upper case',
    escaped('{"a":"\u4e3a\u00ea"}', beyondAscii, true),
    '{"a":"\u4e3a\u00ea"}',
    'unicode-escaped',
  ],
  ['unicode came escaped', BODY, escaped(BODY, beyondAscii), 'escapes-missing'],
  ['as PHP escapes', escaped(BODY, beyondAscii).replaceAll('/', '\\/'), BODY, 'slashes-and-unicode-escaped'],
  ['as Go escapes', escaped(BODY, /[<>&]/g), BODY, 'html-escaped'],
  ['as Gson escapes', escaped('{"a":"x=1<\'"}', /[<>&=']/g), '{"a":"x=1<\'"}', 'html-escaped'],
  ['came as Go escapes', BODY, escaped(BODY, /[<>&]/g), 'escapes-missing'],
  ['a newline added', BODY, `${BODY}\n`, 'newline-added'],
  ['CR LF added', BODY, `${BODY}\r\n`, 'newline-added'],
  ['a newline cut', `${BODY}\n`, BODY, 'newline-missing'],
  ['CR LF cut', `${BODY}\r\n`, BODY, 'newline-missing'],
  ['white space around it added', BODY, ` \t${BODY}\n\n`, 'space-added'],
  ['a space cut', `${BODY} `, BODY, 'space-missing'],
  ['a zero byte cut', `${BODY}\0`, BODY, 'zero-byte-missing'],
  ['CR LF made LF', '{\r\n"a":1 ,\r\n"b":2}', '{\n"a":1 ,\n"b":2}', 'line-ends-crlf'],
  ['LF made CR LF', '{\n"a":1 ,\n"b":2}', '{\r\n"a":1 ,\r\n"b":2}', 'line-ends-lf'],
  ['line ends in a text removed', 'MIIBIjANBgkq', 'MIIBIj\nANBgkq', 'line-ends-removed'],
  ['a byte order mark added', BODY, `\ufeff${BODY}`, 'bom-added'],
  ['a byte order mark cut', `\ufeff${BODY}`, BODY, 'bom-missing'],
  ['base64 not decoded', BODY, Buffer.from(BODY).toString('base64'), 'body-base64'],
  ['base64 signed', Buffer.from(BODY).toString('base64'), BODY, 'body-base64-signed'],
  ['no body signed', '', BODY, 'body-empty-signed'],
  ['made a JSON string', BODY, JSON.stringify(BODY), 'json-twice'],
  ['signed as a JSON string', JSON.stringify(BODY), BODY, 'json-twice-signed'],
  ['signed in latin1', Buffer.from(BODY, 'latin1'), BODY, 'charset-mistaken'],
  ['read as latin1 and written as UTF-8', BODY, Buffer.from(BODY).toString('latin1'), 'charset-mistaken'],
  ['came in latin1', BODY, Buffer.from(BODY, 'latin1'), 'charset-mistaken'],
  ['question marks for what is not ASCII', BODY.replace('ë', '?'), BODY, 'charset-lossy'],
  ['signed in UTF-16', Buffer.from(BODY, 'utf16le'), BODY, 'charset-mistaken'],
  ['signed percent-encoded', encodeURIComponent(BODY), BODY, 'form-encoded'],
  ['came as a form', BODY, `${new URLSearchParams([[BODY, '']])}`, 'form-encoded'],
  ['an object without its text', '[object Object]', BODY, 'body-of-object'],
]

describe('a body that was signed otherwise', () => {
  it.each(rows)('%s', (_what, signed, came, name) => {
    const diagnosis = examine(exhibitOf({ pair: alipay, body: signed }, { body: came }), known)
    expect(namesOf(diagnosis)).toEqual([name])
    expect(diagnosis.verdict).toBe('EXPLAINED')
    expect(diagnosis.signedText?.subarray(-Buffer.byteLength(signed) || Infinity)).toEqual(
      Buffer.from(signed),
    )
  })
})
