/** A mistake in a secret. Neither part ever holds a value of the secret, because that could be a key. */
export interface Problem {
  /** Where it is, such as `antom clients.SANDBOX_1.verifying[1].key`. */
  readonly path: string
  readonly message: string
}

/** A path within a secret, at which problems are noted. */
export interface SecretPath {
  note(message: string): void
  member(name: string): SecretPath
  item(index: number): SecretPath
}

/** What was read at a path. */
export interface Located<Entry> {
  /** Undefined where it cannot be used. */
  readonly entry: Entry | undefined
  readonly path: SecretPath
}

/** The root of a text, which notes into `problems`; its name stands before every path. */
export function rootPath(name: string, problems: Problem[]): SecretPath {
  return pathOf(name, ' ', problems)
}

function pathOf(path: string, separator: string, problems: Problem[]): SecretPath {
  return {
    note: (message) => void problems.push({ path, message }),
    member: (name) => pathOf(`${path}${separator}${shown(name)}`, '.', problems),
    item: (index) => pathOf(`${path}[${index}]`, '.', problems),
  }
}

/** A name that does not look like one is not quoted: a key may have been pasted in its place. */
function shown(name: string): string {
  return /^[\w.-]{1,64}$/.test(name) ? name : `(a name of ${name.length} characters)`
}
