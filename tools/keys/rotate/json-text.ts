/** A value within a JSON text. */
export interface Span {
  readonly start: number
  /** Behind its last character. */
  readonly end: number
}

interface Member {
  readonly name: string
  readonly value: Span
}

/** A byte order mark too, which the receiver skips. */
const blank = /\s*/y
const scalar = /[-+.\w]+|"(?:[^"\\]|\\.)*"/y

/**
 * The value at a path of names within a text that JSON.parse takes; undefined where there is none. Of members that are
 * named twice the last counts, as JSON.parse has it.
 */
export function spanAt(text: string, path: readonly string[]): Span | undefined {
  let span: Span | undefined = { start: skipBlank(text, 0), end: text.trimEnd().length }
  for (const name of path) {
    const members: readonly Member[] = span && text[span.start] === '{' ? membersOf(text, span) : []
    span = members.findLast((member) => member.name === name)?.value
  }
  return span
}

function membersOf(text: string, { start }: Span): readonly Member[] {
  return partsOf(text, start).map(({ name = '', value }) => ({ name, value }))
}

/** The values of a list. */
export function itemsOf(text: string, { start }: Span): readonly Span[] {
  return partsOf(text, start).map(({ value }) => value)
}

/** What an object or a list consists of. */
function partsOf(text: string, start: number): readonly { readonly name?: string; readonly value: Span }[] {
  const parts: { readonly name?: string; readonly value: Span }[] = []
  const isObject = text[start] === '{'
  let at = skipBlank(text, start + 1)
  while (text[at] !== '}' && text[at] !== ']') {
    const nameEnd = isObject ? endOf(text, at) : at
    const name = isObject ? JSON.parse(text.slice(at, nameEnd)) : undefined
    const valueStart = isObject ? skipBlank(text, skipBlank(text, nameEnd) + 1) : at
    const end = endOf(text, valueStart)
    parts.push({ name, value: { start: valueStart, end } })
    at = skipBlank(text, end)
    if (text[at] === ',') at = skipBlank(text, at + 1)
  }
  return parts
}

/** Where the value that begins here ends. */
function endOf(text: string, start: number): number {
  if (text[start] !== '{' && text[start] !== '[') return matchEnd(scalar, text, start)
  const last = partsOf(text, start).at(-1)?.value.end ?? start + 1
  return skipBlank(text, last) + 1
}

function skipBlank(text: string, at: number): number {
  return matchEnd(blank, text, at)
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  if (!pattern.test(text)) throw new Error('the text is no JSON')
  return pattern.lastIndex
}

function replaceAt(text: string, { start, end }: Span, by: string): string {
  return text.slice(0, start) + by + text.slice(end)
}

/** Puts an item behind the last of a list, and written as that is. */
export function appendItem(text: string, list: Span, item: object): string {
  const items = itemsOf(text, list)
  const last = items.at(-1)
  if (!last) return replaceAt(text, list, `[${JSON.stringify(item)}]`)
  const before = items.at(-2)?.end ?? list.start
  const gap = text.slice(before, last.start).replace(/^[[,]|,/, '')
  const isSpread = text.slice(last.start, last.end).includes('\n')
  const indent = /[ \t]*$/.exec(gap)?.[0] ?? ''
  const written = isSpread
    ? JSON.stringify(item, null, 2).replaceAll('\n', `\n${indent}`)
    : JSON.stringify(item)
  return replaceAt(text, { start: last.end, end: last.end }, `,${gap}${written}`)
}

/** Takes an item out, and the comma that it needed. */
export function removeItem(text: string, list: Span, index: number): string {
  const items = itemsOf(text, list)
  const [before, item, after] = [items[index - 1], items[index], items[index + 1]]
  if (!item) return text
  if (after) return replaceAt(text, { start: item.start, end: after.start }, '')
  return replaceAt(text, { start: before?.end ?? item.start, end: item.end }, '')
}

/** Gives a member of an object another value, or adds it behind the last. */
export function setMember(text: string, object: Span, name: string, value: unknown): string {
  const members = membersOf(text, object)
  const held = members.findLast((member) => member.name === name)
  if (held) return replaceAt(text, held.value, JSON.stringify(value))
  const added = `${JSON.stringify(name)}: ${JSON.stringify(value)}`
  const last = members.at(-1)
  if (!last) return replaceAt(text, object, `{ ${added} }`)
  const gap = /^\s*/.exec(text.slice(object.start + 1))?.[0] || ' '
  return replaceAt(text, { start: last.value.end, end: last.value.end }, `,${gap}${added}`)
}
