/** A line but for what no two runs have in common: times, ids, keys, signatures, and how wide they are. */
export function lasting(line: string): string {
  return line
    .replace(
      /[0-9a-f]{8}-[0-9a-f-]{27}|[\w+/%-]{40,}={0,2}|-\w{14,16}(?=-\d+\b)|\b(?=[a-f]*\d)[0-9a-f]{8,64}\b/g,
      '~',
    )
    .replace(/\d+/g, '0')
    .replace(/ {2,}/g, '  ')
    .trimEnd()
}
