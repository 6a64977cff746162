import type { Cause } from '../diagnosis.ts'
import { inDocumentedOrder } from '../json/documented-order.ts'
import type { Json, Member } from '../json/json-tree.ts'

interface Row {
  readonly rarity: 0 | 1 | 2
  readonly cause: Cause
  readonly structure: (json: Json) => Json
}

const keepBytes = {
  change:
    'sign and send the same bytes, and pass them on unread: nothing may parse the body and write it again',
  where: 'code',
} as const

function row(rarity: Row['rarity'], name: string, how: string, structure: Row['structure']): Row {
  return { rarity, structure, cause: { name, what: `the body was signed ${how}`, ...keepBytes } }
}

/** The body had another content or order as JSON when it was signed. */
export const structureRows: readonly Row[] = [
  row(0, 'members-sorted', 'with its members sorted by name', (json) => sorted(json, byCodeUnit)),
  row(1, 'members-sorted', 'with its outer members sorted by name', (json) => sortedOutside(json)),
  row(1, 'members-sorted', 'with its members sorted by name, case aside', (json) => sorted(json, byLetter)),
  row(2, 'members-sorted', 'with its members sorted backwards', (json) =>
    sorted(json, (a, b) => byCodeUnit(b, a)),
  ),
  ...[0, 1, 2].map((nth) =>
    row(
      1,
      'members-sorted-after',
      'with its members in the order of its documents, and came sorted by name',
      (json) => inDocumentedOrder(json, nth),
    ),
  ),
  row(0, 'null-members-dropped', 'without its members that are null', (json) => withoutMembers(json, isNull)),
  row(1, 'empty-members-dropped', 'without its members that are null or empty', (json) =>
    withoutMembers(json, isEmpty),
  ),
  row(1, 'numbers-rewritten', 'with its numbers as JavaScript writes them, 1.0 as 1', (json) =>
    replaced(json, asJavaScript),
  ),
  row(1, 'numbers-rewritten', 'with its whole numbers as 1.0', (json) => replaced(json, asFloat)),
  row(1, 'numbers-as-text', 'with its numbers in quotation marks', (json) => replaced(json, numberToText)),
  row(1, 'numbers-as-text', 'with the digits that came as text as numbers', (json) =>
    replaced(json, textToNumber),
  ),
  row(1, 'amount-rewritten', 'with the value of its amounts as a number', (json) =>
    withAmounts(json, textToNumber),
  ),
  row(1, 'amount-rewritten', 'with the value of its amounts as text', (json) =>
    withAmounts(json, numberToText),
  ),
  row(1, 'amount-rewritten', 'with .00 at the value of its amounts', (json) =>
    withAmounts(json, withDecimals),
  ),
]

type Compare = (one: string, other: string) => number

const byCodeUnit: Compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0)
const byLetter: Compare = (one, other) => byCodeUnit(one.toLowerCase(), other.toLowerCase())

function sorted(json: Json, compare: Compare): Json {
  return withMembers(json, (members) =>
    members.toSorted(([one], [other]) => compare(JSON.parse(one), JSON.parse(other))),
  )
}

function sortedOutside(json: Json): Json {
  if (json.kind !== 'object') return json
  return {
    kind: 'object',
    members: json.members.toSorted(([one], [other]) => byCodeUnit(JSON.parse(one), JSON.parse(other))),
  }
}

function withoutMembers(json: Json, isLost: (value: Json) => boolean): Json {
  return withMembers(json, (members) => members.filter(([, value]) => !isLost(value)))
}

const isNull = (json: Json) => json.kind === 'leaf' && json.text === 'null'
const isEmpty = (json: Json) => isNull(json) || (json.kind === 'leaf' && json.text === '""')

/** Members of every object, the inner ones first. */
function withMembers(json: Json, change: (members: readonly Member[]) => readonly Member[]): Json {
  if (json.kind === 'array')
    return { kind: 'array', items: json.items.map((item) => withMembers(item, change)) }
  if (json.kind !== 'object') return json
  const members = json.members.map(([name, value]): Member => [name, withMembers(value, change)])
  return { kind: 'object', members: change(members) }
}

const isNumber = (text: string) => /^-?\d/.test(text)
const asJavaScript = (text: string) => (isNumber(text) ? JSON.stringify(Number(text)) : text)
const asFloat = (text: string) => (/^-?\d+$/.test(text) ? `${text}.0` : text)
const numberToText = (text: string) => (isNumber(text) ? `"${text}"` : text)
const textToNumber = (text: string) =>
  /^"-?(0|[1-9]\d{0,15})(\.\d+)?"$/.test(text) ? text.slice(1, -1) : text

const withDecimals = (text: string) => text.replace(/^("?)(\d+)("?)$/, '$1$2.00$3')

/** With the text of every member `value` changed: what an amount has. */
function withAmounts(json: Json, change: (text: string) => string): Json {
  return withMembers(json, (members) =>
    members.map(
      ([name, value]): Member => [
        name,
        name === '"value"' && value.kind === 'leaf' ? replaced(value, change) : value,
      ],
    ),
  )
}

/** With the text of every leaf changed. */
function replaced(json: Json, change: (text: string) => string): Json {
  if (json.kind === 'array') return { kind: 'array', items: json.items.map((item) => replaced(item, change)) }
  if (json.kind === 'leaf') return { kind: 'leaf', text: change(json.text) }
  return {
    kind: 'object',
    members: json.members.map(([name, value]): Member => [name, replaced(value, change)]),
  }
}
