/** A text of a platform's secret: the secret itself, or one that continues it. */
export interface Part {
  /** For people: `alipay-receiver/prod/antom-2`. */
  readonly name: string
  readonly text: string
  /** Another one after every change. */
  readonly revision: string
  /** Since when it has been as it is, epoch milliseconds. */
  readonly changedAt: number
}

/** Where the secret of one platform is kept. */
export interface SecretStore {
  /** In the order in which the receiver reads them; none where there is no secret, or it has no value. */
  read(): Promise<readonly Part[]>
  /** Replaces the text of a part. Throws a problem, and changes nothing, where somebody changed it after it was read. */
  write(part: Part, text: string): Promise<void>
}

/** Beyond `-9` the receiver's role reads none. */
const MAX_PARTS = 9

/** Reads the secret and its continuations until there is none. */
export async function readParts(
  read: (suffix: string) => Promise<Part | undefined>,
): Promise<readonly Part[]> {
  const parts: Part[] = []
  while (parts.length < MAX_PARTS) {
    const part = await read(parts.length === 0 ? '' : `-${parts.length + 1}`)
    if (!part) break
    parts.push(part)
  }
  return parts
}
