import type { Cause } from '../diagnosis.ts'

interface Row {
  readonly dimension: 'ends' | 'bom' | 'lines'
  readonly rarity: 0 | 1 | 2
  readonly cause: Cause
  readonly change: (bytes: Buffer) => Buffer
}

const sendAsSigned = {
  change: 'sign exactly the bytes that are sent, and send them unchanged',
  where: 'code',
} as const

function row(
  dimension: Row['dimension'],
  rarity: Row['rarity'],
  name: string,
  what: string,
  change: Row['change'],
): Row {
  return { dimension, rarity, change, cause: { name, what, ...sendAsSigned } }
}

/** White space around the body, its line ends and its byte order mark. */
export const bodyEndRows: readonly Row[] = [
  row('ends', 0, 'newline-added', 'a newline was added to the end of the body after it was signed', (body) =>
    body.subarray(0, lengthWithoutNewline(body)),
  ),
  row(
    'ends',
    0,
    'newline-missing',
    'the body was signed with a newline at its end, and came without it (or the whole text was, as echo and println write it)',
    (body) => Buffer.concat([body, Buffer.from('\n')]),
  ),
  row(
    'ends',
    1,
    'newline-missing',
    'the body was signed with CR and LF at its end, and came without them',
    (body) => Buffer.concat([body, Buffer.from('\r\n')]),
  ),
  row(
    'ends',
    1,
    'newline-missing',
    'the body was signed with two newlines at its end, and came without them',
    (body) => Buffer.concat([body, Buffer.from('\n\n')]),
  ),
  row('ends', 0, 'space-added', 'the body was signed without the white space around it', (body) =>
    trimmed(body),
  ),
  row(
    'ends',
    1,
    'space-missing',
    'the body was signed with a space at its end, and came without it',
    (body) => Buffer.concat([body, Buffer.from(' ')]),
  ),
  row('ends', 2, 'zero-byte-missing', 'the body was signed with a zero byte at its end', (body) =>
    Buffer.concat([body, Buffer.alloc(1)]),
  ),
  row(
    'lines',
    0,
    'line-ends-crlf',
    'the body was signed with CR LF at its line ends, and came with LF',
    (body) => inLatin1(body, (text) => text.replace(/\r?\n/g, '\r\n')),
  ),
  row(
    'lines',
    0,
    'line-ends-lf',
    'the body was signed with LF at its line ends, and came with CR LF',
    (body) => inLatin1(body, (text) => text.replaceAll('\r\n', '\n')),
  ),
  row('lines', 1, 'line-ends-removed', 'the body was signed without its line ends', (body) =>
    inLatin1(body, (text) => text.replace(/[\r\n]+/g, '')),
  ),
  row('bom', 0, 'bom-added', 'the body was signed without the byte order mark that came before it', (body) =>
    body.subarray(0, 3).equals(bom) ? body.subarray(3) : body,
  ),
  row(
    'bom',
    1,
    'bom-missing',
    'the body was signed with a byte order mark before it, and came without',
    (body) => Buffer.concat([bom, body]),
  ),
]

const bom = Buffer.from([0xef, 0xbb, 0xbf])
const LF = 0x0a
const CR = 0x0d

function lengthWithoutNewline(body: Buffer): number {
  if (body.at(-1) !== LF) return body.length
  return body.at(-2) === CR ? body.length - 2 : body.length - 1
}

const isSpace = (byte: number | undefined) => byte === 0x20 || (byte !== undefined && byte >= 9 && byte <= 13)

function trimmed(body: Buffer): Buffer {
  let [start, end] = [0, body.length]
  while (start < end && isSpace(body[start])) start++
  while (end > start && isSpace(body[end - 1])) end--
  return body.subarray(start, end)
}

/** Each byte one character, so that none is lost. */
function inLatin1(body: Buffer, change: (text: string) => string): Buffer {
  return Buffer.from(change(body.toString('latin1')), 'latin1')
}
