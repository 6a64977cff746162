const MAX_QUOTED = 128

/** A value that a stranger chose, as a log may have it: at most 128 characters, and `?` for what is not visible ASCII. */
export const quote = (text: string): string => text.slice(0, MAX_QUOTED).replace(/[^\x20-\x7e]/g, '?')
