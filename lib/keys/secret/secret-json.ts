import { type Checked, passed, refused } from '../../protocol/checked.ts'
import type { SecretPath } from './secret-path.ts'

/** Parses a secret's text. V8 quotes the text in its messages, so only the position is taken out of them. */
export function parseJson(text: string): Checked<unknown, string> {
  if (text.trim() === '') return refused('is empty')
  try {
    // trim() drops a byte order mark, which JSON.parse refuses.
    return passed(JSON.parse(text.trim()))
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    const position = / \(line \d+ column \d+\)$/.exec(reason)?.[0] ?? ''
    const hint = reason.startsWith('Bad control character')
      ? ': a line break within a key is written \\n'
      : ''
    return refused(`is not JSON${position}${hint}`)
  }
}

/** The members of a JSON object, looked up by name without a prototype in the way. */
export type Members = ReadonlyMap<string, unknown>

/** Undefined, and noted, for every value that is no object. */
export function readMembers(value: unknown, path: SecretPath): Members | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return new Map(Object.entries(value))
  }
  path.note(value === undefined ? 'is missing' : 'must be an object')
  return undefined
}

export function noteUnknown(members: Members, known: readonly string[], path: SecretPath): void {
  for (const name of members.keys()) {
    if (!known.includes(name)) path.member(name).note('is ignored: it means nothing here')
  }
}
