import type { KeyObject } from 'node:crypto'
import type { State } from './state.ts'

/** What a person must say, because no program can see it. */
export type Confirmation = 'uploaded' | 'seen'

/** A step of a rotation, as data: whether it is done is read from the secret. */
export interface Step {
  readonly name: 'add' | 'switch' | 'remove'
  /** What is so once it is done. */
  title(state: State): string
  isDone(state: State): boolean
  /** What a person does or looks at first, a line each. */
  beforehand(state: State): readonly string[]
  readonly needs?: Confirmation
  /** How long the secret must have been as it is before this may be done. */
  readonly waitMs?: number
  /** Whether the receiver itself must have shown that nothing needs the old key. */
  readonly needsProof?: true
  /** The new text of the part that names the client. */
  edit(state: State, key: KeyObject | undefined): string
}

/** The versions of the keys that go. */
export function oldVersions({ old }: State): string {
  return old.map(({ version }) => version).join(', ')
}

/** An ECC key says how it signs, and its successor does it alike: no page knows better. */
export function eccMembers(entry: Readonly<Record<string, unknown>>, key: KeyObject): object {
  const { hash, encoding } = entry
  return key.asymmetricKeyType === 'ec' ? { hash, encoding } : {}
}

/** Where the entries that go stand in their list. */
export function oldIndices({ client, place, old }: State): readonly number[] {
  return client[place.list].flatMap((entry, index) => (old.includes(entry) ? index : []))
}
