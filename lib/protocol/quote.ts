const MAX_CHARACTERS = 128

/** A value that a stranger chose, made fit for a log: at most 128 characters, `?` for all but visible ASCII and spaces. */
export function quote(text: string): string {
  return text.slice(0, MAX_CHARACTERS).replace(/[^\x20-\x7e]/g, '?')
}
