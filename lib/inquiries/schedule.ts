import type { Schedule } from './inquiry-api.ts'

/**
 * How long to wait, in milliseconds, before the question of this number. The pause before number 0 is the delay with
 * which the announcement itself came.
 */
export function pauseBefore({ pauses, factor, longestPauseMs }: Schedule, number: number): number {
  let first = 0
  for (const [pauseMs, times] of pauses) {
    if (number < first + times) return pauseMs
    first += times
  }
  const [lastMs] = pauses.at(-1) ?? [longestPauseMs]
  return Math.min(lastMs * factor ** (number - first + 1), longestPauseMs)
}
