import type { SigningKey } from '../../protocol/keys.ts'
import type { SigningEntry } from './read-entry.ts'
import type { Located, SecretPath } from './secret-path.ts'

/**
 * The key that signs: the only one, or the current one. Where the entries single out none, it is the newest, and that
 * is noted: where no version is named, the platforms take the latest, and a reply under a key that may be wrong loses
 * less than no reply.
 */
export function chooseSigning(
  listed: readonly Located<SigningEntry>[],
  path: SecretPath,
): SigningKey | undefined {
  noteRepeatedVersions(listed)
  const usable = listed.flatMap(({ entry }) => entry ?? [])
  const current = usable.filter((entry) => entry.current)
  const [signing] = newestFirst((current.length > 0 ? current : usable).map(({ key }) => key))
  if (!signing) path.note('holds no key that can be used')
  else if (current.length > 1) path.note(`has several current keys: version ${signing.version} signs`)
  else if (current.length === 0 && listed.length > 1) {
    path.note(`has no current key that can be used: version ${signing.version} signs`)
  }
  return signing
}

/** A reply names its key by version: two keys of one version could not be kept apart. */
function noteRepeatedVersions(listed: readonly Located<SigningEntry>[]): void {
  const seen = new Set<string>()
  for (const { entry, path } of listed) {
    if (!entry) continue
    if (seen.has(entry.key.version)) path.member('version').note('is that of an entry above')
    seen.add(entry.key.version)
  }
}

/** Versions in descending natural order (10 before 9, v2 before v1); equal ones keep the order of the list. */
export function newestFirst<Key extends { readonly version: string }>(keys: readonly Key[]): readonly Key[] {
  return keys.toSorted((a, b) => compare(sortable(b.version), sortable(a.version)))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

// As wide as a version may be. Intl's numeric collation does the same, for 7 ms of every cold start.
function sortable(version: string): string {
  return version.replace(/\d+/g, (digits) => digits.padStart(32, '0'))
}
