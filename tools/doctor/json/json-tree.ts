/** JSON with everything that a signature depends on: order and repetition of members, the text of a number or string. */
export type Json =
  /** A string has its quotation marks and escapes. */
  | { readonly kind: 'leaf'; readonly text: string }
  | { readonly kind: 'array'; readonly items: readonly Json[] }
  | { readonly kind: 'object'; readonly members: readonly Member[] }

/** The name as it is written, with its quotation marks and escapes. */
export type Member = readonly [name: string, value: Json]

const MAX_DEPTH = 100

const token = /[{}[\],:]|"[^"\\]*(?:\\.[^"\\]*)*"|[-+.\w]+/g

/** The text as a tree; undefined for what is no JSON, or nested over a hundred levels. */
export function readJson(text: string): Json | undefined {
  try {
    JSON.parse(text)
    const tokens = text.matchAll(token)
    return readValue(() => tokens.next().value?.[0] ?? '', 0)
  } catch {
    return undefined
  }
}

/** What `next` gives is known to be JSON; it begins with `first` where that has been taken already. */
function readValue(next: () => string, depth: number, first = next()): Json {
  if (depth > MAX_DEPTH || first === '') throw new RangeError('too deep')
  if (first === '[') {
    const items: Json[] = []
    for (let token = next(); token !== ']'; token = next()) {
      if (token !== ',') items.push(readValue(next, depth + 1, token))
    }
    return { kind: 'array', items }
  }
  if (first !== '{') return { kind: 'leaf', text: first }
  const members: Member[] = []
  for (let token = next(); token !== '}'; token = next()) {
    if (token === ',') continue
    next()
    members.push([token, readValue(next, depth + 1)])
  }
  return { kind: 'object', members }
}
