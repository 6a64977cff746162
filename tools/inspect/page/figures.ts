import type { CallRow } from '../view.ts'

export const BUCKET_MS = 5_000
export const BUCKETS = 60

/** What came in one stretch of BUCKET_MS; the times are those of the middle and of the slowest twentieth. */
export interface Bucket {
  readonly from: number
  readonly count: number
  readonly p50Ms: number | undefined
  readonly p95Ms: number | undefined
}

/** The last BUCKETS stretches, oldest first, the one of `now` at the end. Rows may come in any order. */
export function figuresOf(rows: readonly CallRow[], now: number): readonly Bucket[] {
  const start = Math.floor(now / BUCKET_MS) - BUCKETS + 1
  const times = Array.from({ length: BUCKETS }, (): number[] => [])
  for (const { at, tookMs } of rows) times[Math.floor(at / BUCKET_MS) - start]?.push(tookMs)
  return times.map((each, index) => {
    each.sort((one, other) => one - other)
    return {
      from: (start + index) * BUCKET_MS,
      count: each.length,
      p50Ms: percentile(each, 0.5),
      p95Ms: percentile(each, 0.95),
    }
  })
}

/** Of sorted numbers, the smallest that is not below that share of them. */
export function percentile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
}
