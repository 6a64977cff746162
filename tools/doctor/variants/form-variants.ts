import { hash } from 'node:crypto'
import type { Cause } from '../diagnosis.ts'
import { type Form, type Parts, protocolForm, uriOf } from '../parts.ts'
import type { Variant } from '../variant.ts'

const writeAsDocumented =
  'write POST, a space, the URI, one line feed, Client-Id, a dot, the time, a dot, the body: docs/protocol.md, "The text to be signed"'

interface Row {
  readonly rarity: 0 | 1 | 2
  readonly name: string
  readonly what: string
  readonly form: Form
}

type Head = (parts: Parts) => string

/** A text whose head is written otherwise; the body follows. */
function head(rarity: Row['rarity'], name: string, what: string, write: Head, tail = ''): Row {
  const form: Form = (parts, body) => Buffer.concat([Buffer.from(write(parts)), body, Buffer.from(tail)])
  return { rarity, name, what, form }
}

const first: Head = (parts) => `${parts.method} ${uriOf(parts)}`
const documented: Head = (parts) => `${first(parts)}\n${parts.clientId}.${parts.time}.`

/** A text made from the whole documented one, or with something in place of the body. */
function whole(rarity: Row['rarity'], name: string, what: string, form: Form): Row {
  return { rarity, name, what, form }
}

const rows: readonly Row[] = [
  head(0, 'text-line-end', 'no line feed stood behind the URI', (p) => `${first(p)}${p.clientId}.${p.time}.`),
  head(
    0,
    'text-line-end',
    'a backslash and an n stood behind the URI, no line feed',
    (p) => `${first(p)}\\n${p.clientId}.${p.time}.`,
  ),
  head(
    0,
    'text-line-end',
    'CR and LF stood behind the URI',
    (p) => `${first(p)}\r\n${p.clientId}.${p.time}.`,
  ),
  head(
    1,
    'text-line-end',
    'a space stood behind the URI in place of the line feed',
    (p) => `${first(p)} ${p.clientId}.${p.time}.`,
  ),
  head(
    1,
    'text-line-end',
    'two line feeds stood behind the URI',
    (p) => `${first(p)}\n\n${p.clientId}.${p.time}.`,
  ),
  head(0, 'text-tail', 'a dot stood at the end of the text', documented, '.'),
  head(
    1,
    'text-first-line',
    'two spaces stood behind POST',
    (p) => `${p.method}  ${uriOf(p)}\n${p.clientId}.${p.time}.`,
  ),
  head(
    1,
    'text-first-line',
    'no space stood behind POST',
    (p) => `${p.method}${uriOf(p)}\n${p.clientId}.${p.time}.`,
  ),
  head(0, 'text-first-line', 'the first line was missing', (p) => `${p.clientId}.${p.time}.`),
  head(1, 'text-first-line', 'the method was missing', (p) => `${uriOf(p)}\n${p.clientId}.${p.time}.`),
  head(
    1,
    'text-first-line',
    'HTTP/1.1 stood behind the URI',
    (p) => `${first(p)} HTTP/1.1\n${p.clientId}.${p.time}.`,
  ),
  head(1, 'text-dots', 'commas stood in place of the dots', (p) => `${first(p)}\n${p.clientId},${p.time},`),
  head(1, 'text-dots', 'the dots were missing', (p) => `${first(p)}\n${p.clientId}${p.time}`),
  head(
    1,
    'text-dots',
    'line feeds stood in place of the dots',
    (p) => `${first(p)}\n${p.clientId}\n${p.time}\n`,
  ),
  head(1, 'text-dots', 'the dot before the body was missing', (p) => `${first(p)}\n${p.clientId}.${p.time}`),
  head(1, 'text-dots', 'spaces stood around the dots', (p) => `${first(p)}\n${p.clientId} . ${p.time} . `),
  head(
    1,
    'text-dots',
    'spaces stood around the dot behind the client',
    (p) => `${first(p)}\n${p.clientId} . ${p.time}.`,
  ),
  head(
    1,
    'text-dots',
    'vertical bars stood in place of the dots',
    (p) => `${first(p)}\n${p.clientId}|${p.time}|`,
  ),
  head(
    1,
    'text-first-line',
    'a line feed stood behind POST in place of the space',
    (p) => `${p.method}\n${uriOf(p)}\n${p.clientId}.${p.time}.`,
  ),
  head(0, 'text-order', 'the time stood before the client', (p) => `${first(p)}\n${p.time}.${p.clientId}.`),
  head(1, 'text-order', 'the client was missing', (p) => `${first(p)}\n${p.time}.`),
  head(1, 'text-order', 'the time was missing', (p) => `${first(p)}\n${p.clientId}.`),
  whole(0, 'body-not-signed', 'it ended behind the time, without the body', (p) =>
    Buffer.from(`${first(p)}\n${p.clientId}.${p.time}`),
  ),
  whole(0, 'body-alone-signed', 'the body alone was signed', (_parts, body) => body),
  whole(1, 'digest-signed', 'the digest of the body was signed in place of the body', (parts, body) =>
    protocolForm(parts, Buffer.from(hash('sha256', body))),
  ),
  whole(
    1,
    'digest-signed',
    'the digest of the body in base64 was signed in place of the body',
    (parts, body) => protocolForm(parts, Buffer.from(hash('sha256', body, 'base64'))),
  ),
  whole(0, 'digest-signed', 'the digest of the text was signed as if it were the text', (parts, body) =>
    hash('sha256', protocolForm(parts, body), 'buffer'),
  ),
  whole(
    1,
    'digest-signed',
    'the digest of the text in hex was signed as if it were the text',
    (parts, body) => Buffer.from(hash('sha256', protocolForm(parts, body))),
  ),
  whole(
    1,
    'digest-signed',
    'the digest of the text in base64 was signed as if it were the text',
    (parts, body) => Buffer.from(hash('sha256', protocolForm(parts, body), 'base64')),
  ),
  whole(1, 'text-base64-signed', 'the base64 of the text was signed', (parts, body) =>
    Buffer.from(protocolForm(parts, body).toString('base64')),
  ),
  whole(2, 'text-bom-signed', 'a byte order mark stood before the text', (parts, body) =>
    Buffer.concat([Buffer.from('\ufeff'), protocolForm(parts, body)]),
  ),
]

const methods: readonly (readonly [rarity: 0 | 1 | 2, method: string])[] = [
  [0, 'GET'],
  [0, 'post'],
  [1, 'PUT'],
  [1, 'Post'],
  [2, 'PATCH'],
]

/** The text itself put together otherwise, or for another method. */
export function formVariants(): readonly Variant[] {
  return [
    ...methods.map(([rarity, method]): Variant => {
      const cause: Cause = {
        name: 'other-method-signed',
        what: `${method} was signed as the method`,
        change: 'sign and send the method POST, in capitals',
        where: 'code',
      }
      return { dimension: 'method', rarity, cause, apply: (parts) => ({ ...parts, method }) }
    }),
    ...rows.map(({ rarity, name, what, form }): Variant => {
      const cause: Cause = {
        name,
        what: `the signed text was put together otherwise: ${what}`,
        change: writeAsDocumented,
        where: 'code',
      }
      return { dimension: 'form', rarity, cause, apply: (parts) => ({ ...parts, form }) }
    }),
  ]
}
