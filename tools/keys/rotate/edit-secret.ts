import { appendItem, itemsOf, removeItem, type Span, setMember, spanAt } from './json-text.ts'

export type ListName = 'signing' | 'verifying'

/** Which list of which client. Every edit leaves all else in the text as it is, byte for byte. */
export interface ListPlace {
  readonly clientId: string
  readonly list: ListName
}

/** Adds an entry behind the others. */
export function addEntry(text: string, place: ListPlace, entry: object): string {
  return appendItem(text, listOf(text, place), entry)
}

/** Makes the entry at this index the only current one. */
export function setCurrent(text: string, place: ListPlace, index: number): string {
  const { length } = itemsOf(text, listOf(text, place))
  let edited = text
  for (let at = 0; at < length; at++) {
    const entry = itemsOf(edited, listOf(edited, place))[at]
    if (entry && (at === index || isCurrent(edited, entry))) {
      edited = setMember(edited, entry, 'current', at === index)
    }
  }
  return edited
}

/** Takes the entries at these indices out. */
export function removeEntries(text: string, place: ListPlace, indices: readonly number[]): string {
  return indices
    .toSorted((a, b) => b - a)
    .reduce((edited, index) => removeItem(edited, listOf(edited, place), index), text)
}

/** The members of an entry as the text has them. */
export function entryAt(text: string, place: ListPlace, index: number): Readonly<Record<string, unknown>> {
  const entry = itemsOf(text, listOf(text, place))[index]
  return entry ? JSON.parse(text.slice(entry.start, entry.end)) : {}
}

function isCurrent(text: string, entry: Span): boolean {
  return JSON.parse(text.slice(entry.start, entry.end)).current !== undefined
}

function listOf(text: string, { clientId, list }: ListPlace): Span {
  const span = spanAt(text, ['clients', clientId, list])
  if (!span || text[span.start] !== '[') throw new Error(`the secret has no list ${list} of this client`)
  return span
}
