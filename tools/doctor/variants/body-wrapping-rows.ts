import type { Cause } from '../diagnosis.ts'

interface Row {
  readonly rarity: 0 | 1 | 2
  readonly cause: Cause
  /** The same bytes where it cannot be. */
  readonly wrapping: (bytes: Buffer) => Buffer
}

function row(
  rarity: Row['rarity'],
  name: string,
  what: string,
  change: string,
  wrapping: (bytes: Buffer) => Buffer | undefined,
): Row {
  const cause = { name, what, change, where: 'code' } as const
  return { rarity, cause, wrapping: (bytes) => wrapping(bytes) ?? bytes }
}

const decodeFirst = 'decode the body of the event where isBase64Encoded is true, and nowhere else'
const signBytes =
  'sign the bytes of the body, not their base64; in a receiver of your own, decode the body of the event where isBase64Encoded is true'
const utf8Only = 'sign and send the same bytes, in UTF-8, with Content-Type: application/json; charset=UTF-8'
const bytesOnly = 'sign exactly the bytes that are sent'

/** The body as a whole in another coding. */
export const bodyWrappingRows: readonly Row[] = [
  row(0, 'body-base64', 'the body came as base64 of what was signed', decodeFirst, (body) => {
    const text = body.toString('latin1').trim()
    return /^[\w+/-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined
  }),
  row(1, 'body-base64-signed', 'the base64 of the body was signed', signBytes, (body) =>
    Buffer.from(body.toString('base64')),
  ),
  row(0, 'body-empty-signed', 'an empty body was signed', 'sign the body too', () => Buffer.alloc(0)),
  row(
    0,
    'json-twice',
    'the body came as a JSON string of the JSON that was signed',
    'stringify the body once',
    (body) => {
      const value = parsed(body.toString())
      return typeof value === 'string' ? Buffer.from(value) : undefined
    },
  ),
  row(
    1,
    'json-twice-signed',
    'the body was signed as a JSON string, and came as JSON',
    'stringify the body once',
    (body) => Buffer.from(JSON.stringify(body.toString())),
  ),
  row(
    1,
    'json-twice-signed',
    'the body was signed as a JSON string with \\u escapes, and came as JSON',
    'stringify the body once',
    (body) => Buffer.from(JSON.stringify(body.toString()).replace(/[\u0080-\uffff]/g, escapeOf)),
  ),
  row(
    0,
    'charset-mistaken',
    'the body was signed in latin1, or was read as latin1 on its way',
    utf8Only,
    (body) => Buffer.from(body.toString(), 'latin1'),
  ),
  row(0, 'charset-mistaken', 'the body was signed in UTF-8 and came in latin1', utf8Only, (body) =>
    Buffer.from(body.toString('latin1')),
  ),
  row(
    1,
    'charset-lossy',
    'the body was signed with ? for every character that is not ASCII',
    utf8Only,
    (body) => Buffer.from(body.toString().replace(/[^\0-\x7f]/gu, '?')),
  ),
  row(2, 'charset-mistaken', 'the body was signed in UTF-16', utf8Only, (body) =>
    Buffer.from(body.toString(), 'utf16le'),
  ),
  row(1, 'form-encoded', 'the body was signed percent-encoded', bytesOnly, (body) =>
    Buffer.from(encodeURIComponent(body.toString().toWellFormed())),
  ),
  row(1, 'form-encoded', "the body was signed percent-encoded, as Python's quote does", bytesOnly, (body) =>
    Buffer.from(
      encodeURIComponent(body.toString().toWellFormed())
        .replaceAll('%2F', '/')
        .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`),
    ),
  ),
  row(1, 'form-encoded', 'the body was signed before it was percent-encoded', bytesOnly, (body) => {
    try {
      return Buffer.from(decodeURIComponent(body.toString().replace(/=$/, '').replaceAll('+', ' ')))
    } catch {
      return undefined
    }
  }),
  row(1, 'form-encoded', 'the body was signed as a form writes it', bytesOnly, (body) =>
    Buffer.from(new URLSearchParams([[body.toString(), '']]).toString().replace(/=$/, '')),
  ),
  row(2, 'body-of-object', 'the text [object Object] was signed as the body', bytesOnly, () =>
    Buffer.from('[object Object]'),
  ),
  row(2, 'body-of-object', 'the text undefined was signed as the body', bytesOnly, () =>
    Buffer.from('undefined'),
  ),
  row(2, 'body-of-object', 'the text null was signed as the body', bytesOnly, () => Buffer.from('null')),
  row(2, 'body-of-object', 'an empty object was signed as the body', bytesOnly, () => Buffer.from('{}')),
]

function escapeOf(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
