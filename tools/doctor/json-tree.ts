/** JSON with everything that a signature depends on: order and repetition of members, the digits of a number. */
export type Json =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'array'; readonly items: readonly Json[] }
  | { readonly kind: 'object'; readonly members: readonly Member[] }

export type Member = readonly [name: string, value: Json]

const MAX_DEPTH = 100

const token =
  /[\t\n\r ]*(?:([{}[\],:])|("[^"\\]*(?:\\.[^"\\]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/sy

/** The text as a tree; undefined for what is no JSON, or nested over a hundred levels. */
export function readJson(text: string): Json | undefined {
  try {
    const next = tokensOf(text)
    const tree = readValue(next(), next, 0)
    return next() === '' ? tree : undefined
  } catch {
    return undefined
  }
}

/** Gives the tokens one by one, the empty text at the end. */
function tokensOf(text: string): () => string {
  const end = text.trimEnd().length
  let at = 0
  return () => {
    if (at >= end) return ''
    token.lastIndex = at
    const match = token.exec(text)
    if (!match) throw new SyntaxError()
    at = token.lastIndex
    return match[1] ?? match[2] ?? match[3] ?? ''
  }
}

function readValue(first: string, next: () => string, depth: number): Json {
  if (depth > MAX_DEPTH) throw new SyntaxError()
  const inner = (token: string) => readValue(token, next, depth + 1)
  if (first === '[') return { kind: 'array', items: readList(']', next, inner) }
  if (first === '{') {
    const members = readList('}', next, (name): Member => {
      if (!name.startsWith('"') || next() !== ':') throw new SyntaxError()
      return [JSON.parse(name), inner(next())]
    })
    return { kind: 'object', members }
  }
  if (first.startsWith('"')) return { kind: 'string', value: JSON.parse(first) }
  if (!/^[-\dtfn]/.test(first)) throw new SyntaxError()
  return { kind: 'literal', text: first }
}

function readList<Item>(close: string, next: () => string, read: (first: string) => Item): readonly Item[] {
  const items: Item[] = []
  let first = next()
  if (first === close) return items
  for (;;) {
    items.push(read(first))
    const after = next()
    if (after === close) return items
    if (after !== ',') throw new SyntaxError()
    first = next()
  }
}
