import { problem } from '../terminal/problem.ts'

/** A port that a variable of the environment names; 0 is any free one. Throws a problem. */
export function readPort(name: string, text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
    throw problem(`${name} must be a number up to 65535, not "${text}"`)
  }
  return Number(text)
}
