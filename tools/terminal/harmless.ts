/** A line with words in it that a stranger chose: nothing in it steers the terminal, hides, turns round or breaks the line. */
export function harmless(line: string): string {
  return line.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?')
}
