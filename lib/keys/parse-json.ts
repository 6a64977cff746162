import { type Checked, passed, refused } from '../protocol/checked.ts'

/** Parses a secret's text. V8 quotes the text in its messages, and so ours takes only the position out of them. */
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
