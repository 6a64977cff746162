import type { SigningKey } from '../protocol/keys.ts'
import { newestFirst } from './newest-first.ts'
import type { Place, Placed } from './place.ts'
import type { SigningEntry } from './read-entry.ts'

/**
 * The key that signs: the only one, or the current one. Where the entries single out none, it is the newest, and that
 * is noted: the overviews take the latest for meant where no version is named, and a reply under a key that may be
 * wrong loses less than none.
 */
export function chooseSigning(listed: readonly Placed<SigningEntry>[], place: Place): SigningKey | undefined {
  noteRepeatedVersions(listed)
  const usable = listed.flatMap(({ entry }) => entry ?? [])
  const current = usable.filter((entry) => entry.current)
  const [signing] = newestFirst((current.length > 0 ? current : usable).map(({ key }) => key))
  if (!signing) place.note('holds no key that can be used')
  else if (current.length > 1) place.note(`has several current keys: version ${signing.version} signs`)
  else if (current.length === 0 && listed.length > 1) {
    place.note(`has no current key that can be used: version ${signing.version} signs`)
  }
  return signing
}

/** A reply names its key by version: two of one version could not be told apart. */
function noteRepeatedVersions(listed: readonly Placed<SigningEntry>[]): void {
  const seen = new Set<string>()
  for (const { entry, place } of listed) {
    if (!entry) continue
    if (seen.has(entry.key.version)) place.member('version').note('is that of an entry above')
    seen.add(entry.key.version)
  }
}
