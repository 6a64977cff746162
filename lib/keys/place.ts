/** A mistake in a secret. Neither part ever holds a value of the secret, because that could be a key. */
export interface Problem {
  /** Where it is, such as `antom clients.SANDBOX_1.verifying[1].key`. */
  readonly path: string
  readonly message: string
}

/** A place in a secret, at which mistakes are noted. */
export interface Place {
  note(message: string): void
  member(name: string): Place
  item(index: number): Place
}

export interface Placed<Entry> {
  /** Undefined where it cannot be used. */
  readonly entry: Entry | undefined
  readonly place: Place
}

/** The root of a text, which notes into `problems`; its name stands before every path. */
export const rootPlace = (name: string, problems: Problem[]): Place => place(name, ' ', problems)

const place = (path: string, separator: string, problems: Problem[]): Place => ({
  note: (message) => void problems.push({ path, message }),
  member: (name) => place(`${path}${separator}${shown(name)}`, '.', problems),
  item: (index) => place(`${path}[${index}]`, '.', problems),
})

/** A name that does not look like one is not quoted: a key may have been pasted in its place. */
const shown = (name: string): string =>
  /^[\w.-]{1,64}$/.test(name) ? name : `(a name of ${name.length} characters)`
