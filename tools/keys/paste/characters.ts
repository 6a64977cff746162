/** Those that programs for prose put into a key, by what people call them. */
const names: ReadonlyMap<string, string> = new Map([
  ['\u00a0', 'a no-break space'],
  ['\u00ad', 'a soft hyphen'],
  ['\u200b', 'a zero-width space'],
  ['\u200e', 'a left-to-right mark'],
  ['\u2013', 'an en dash'],
  ['\u2014', 'an em dash'],
  ['\u2018', 'a curly quote'],
  ['\u2019', 'a curly quote'],
  ['\u201c', 'a curly quote'],
  ['\u201d', 'a curly quote'],
  ['\u2026', 'an ellipsis'],
  ['\u2212', 'a minus sign'],
  ['\ufeff', 'a byte order mark'],
  ['\ufffd', 'a byte that is no UTF-8'],
])

/** A character for a message: by its name and code point, and itself only where it is visible ASCII. */
export function nameOf(character: string): string {
  if (/^[!-~]$/.test(character)) return `"${character}"`
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  const name = names.get(character)
  return name ? `${name} (${code})` : `the character ${code}`
}

/** Where it stands, for people: both count from one. */
export function placeOf(text: string, index: number): string {
  const before = text.slice(0, index).split(/\r\n|[\r\n]/)
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`
}
