import { quote } from '../../../lib/protocol/quote.ts'
import type { Cause } from '../diagnosis.ts'
import type { KnownKeys } from '../known-keys.ts'
import type { Variant } from '../variant.ts'

interface Row {
  readonly name: string
  readonly rarity: 0 | 1 | 2
  readonly what: string
  readonly of: (clientId: string) => string
}

const rows: readonly Row[] = [
  { name: 'client-other-case', rarity: 0, what: 'in lower case', of: (id) => id.toLowerCase() },
  { name: 'client-other-case', rarity: 0, what: 'in upper case', of: (id) => id.toUpperCase() },
  { name: 'client-white-space', rarity: 0, what: 'without the space around it', of: (id) => id.trim() },
  { name: 'client-white-space', rarity: 1, what: 'with a space behind it', of: (id) => `${id} ` },
  { name: 'client-white-space', rarity: 1, what: 'with a space before it', of: (id) => ` ${id}` },
  { name: 'client-white-space', rarity: 1, what: 'with a line feed behind it', of: (id) => `${id}\n` },
  { name: 'client-quoted', rarity: 1, what: 'in quotation marks', of: (id) => `"${id}"` },
  {
    name: 'client-quoted',
    rarity: 1,
    what: 'without quotation marks',
    of: (id) => id.replace(/^"(.*)"$/, '$1'),
  },
  { name: 'client-empty', rarity: 1, what: 'as an empty text', of: () => '' },
  { name: 'client-empty', rarity: 2, what: 'as the word null', of: () => 'null' },
  { name: 'client-empty', rarity: 2, what: 'as the word undefined', of: () => 'undefined' },
]

const MAX_CHARACTERS = 256

/** The Client-Id that may have been signed in place of the header's. */
export function clientVariants(clientId: string | undefined, { keys }: KnownKeys): readonly Variant[] {
  const spelt =
    clientId === undefined || clientId.length > MAX_CHARACTERS
      ? []
      : rows.map((row) => ({ row, id: row.of(clientId) }))
  const others = [...new Set(keys.flatMap((key) => key.clientId ?? []))].filter(
    (id) => id !== clientId && !spelt.some((other) => other.id === id),
  )
  return [
    ...spelt.flatMap(({ row: { rarity, ...row }, id }) => variantOf(rarity, causeOf(row), id)),
    ...others.flatMap((id) => variantOf(0, otherClient(clientId, id), id)),
  ]
}

function otherClient(clientId: string | undefined, id: string): Cause {
  if (clientId === undefined) {
    return {
      name: 'client-missing',
      what: `there is no Client-Id; ${quote(id)} was signed`,
      change: `send the header Client-Id: ${quote(id)}, and let proxies pass it`,
      where: 'proxy',
    }
  }
  const sameLetters = clientId.trim().toLowerCase() === id.toLowerCase()
  const otherCase = sameLetters && clientId.trim() === clientId
  return {
    name: otherCase ? 'client-other-case' : sameLetters ? 'client-white-space' : 'client-other',
    what: `${quote(id)} was signed as the Client-Id, and the header says ${quote(clientId)}`,
    change: 'sign and send the same Client-Id, letter by letter',
    where: 'code',
  }
}

function causeOf({ name, what }: Pick<Row, 'name' | 'what'>): Cause {
  return {
    name,
    what: `the Client-Id was signed ${what}`,
    change: 'sign and send the same Client-Id, letter by letter',
    where: 'code',
  }
}

function variantOf(rarity: Variant['rarity'], cause: Cause, clientId: string): Variant[] {
  return [{ dimension: 'client', rarity, cause, apply: (parts) => ({ ...parts, clientId }) }]
}
