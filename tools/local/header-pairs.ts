export type HeaderPairs = readonly (readonly [name: string, value: string])[]

/** The headers as they came, from Node's flat list. */
export function headerPairs(rawHeaders: readonly string[]): HeaderPairs {
  return rawHeaders.flatMap((name, index) =>
    index % 2 ? [] : [[name, rawHeaders[index + 1] ?? ''] as const],
  )
}

/** As HTTP API hands them to a function: names in lower case, doubled ones folded with a comma. */
export function foldedHeaders(pairs: HeaderPairs): ReadonlyMap<string, string> {
  const folded = new Map<string, string>()
  for (const [spelling, value] of pairs) {
    const name = spelling.toLowerCase()
    const before = folded.get(name)
    folded.set(name, before === undefined ? value : `${before},${value}`)
  }
  return folded
}
