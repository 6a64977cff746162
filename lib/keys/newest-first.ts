/** Versions in descending natural order (10 before 9, v2 before v1); equal ones keep the order of the list. */
export function newestFirst<Key extends { readonly version: string }>(keys: readonly Key[]): readonly Key[] {
  return keys.toSorted((a, b) => compare(sortable(b.version), sortable(a.version)))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

// As wide as a version may be. Intl's numeric collation does the same, for 7 ms of every cold start.
const sortable = (version: string): string => version.replace(/\d+/g, (digits) => digits.padStart(32, '0'))
