/** A sentence with words in it that a stranger chose: nothing in it steers the terminal, or breaks the line. */
export function harmless(line: string): string {
  return line.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?')
}
