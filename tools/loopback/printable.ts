const MAX_CHARACTERS = 200

/** What a stranger sent, cut, as a terminal may show it: printable ASCII, anything else a question mark. */
export function printable(text: string): string {
  const shown = text.slice(0, MAX_CHARACTERS).replace(/[^\x21-\x7e]/g, '?')
  return text.length > MAX_CHARACTERS ? `${shown}…` : shown
}
