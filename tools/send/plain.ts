const MAX_CHARACTERS = 4_000

/** What is sent and answered, cut, as a terminal may show it: what would steer the terminal stands as an escape. */
export function plain(text: string): string {
  const shown = text
    .slice(0, MAX_CHARACTERS)
    .replace(/[^\P{C}\n]|[\u2028\u2029]/gu, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`)
  return text.length > MAX_CHARACTERS ? `${shown}… (${text.length} characters)` : shown
}

/** A body for people: JSON indented, anything else as it is. */
export function plainBody(body: Buffer): string {
  try {
    return plain(JSON.stringify(JSON.parse(body.toString()), null, 2))
  } catch {
    return plain(body.toString())
  }
}

const secretHeader = /^((?:proxy-)?authorization|agent-token|cookie|set-cookie|access-token)$/i

/** The value of a header, unless it is a secret. */
export function plainHeader(name: string, value: string): string {
  return isSecretHeader(name) ? '(not shown)' : plain(value)
}

export function isSecretHeader(name: string): boolean {
  return secretHeader.test(name)
}
