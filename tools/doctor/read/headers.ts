/** Headers by lower-case name; doubled ones folded with a comma, as API Gateway's HTTP API does it. */
export function foldHeaders(
  pairs: Iterable<readonly [name: string, value: string]>,
): ReadonlyMap<string, string> {
  const folded = new Map<string, string>()
  for (const [name, value] of pairs) {
    const key = name.toLowerCase()
    const before = folded.get(key)
    folded.set(key, before === undefined ? value : `${before},${value}`)
  }
  return folded
}
