import type { Heard } from './heard.ts'
import type { Exchange } from './recorder.ts'

/** How a check ends that does not pass. */
interface Verdict extends Error {
  readonly verdict: 'broken' | 'skipped'
  /** The calls that show it; none given means all that the check made. */
  readonly calls: readonly Exchange[]
}

/** Thrown by a check: the backend breaks the rule, as these calls show. */
export function broken(why: string, ...calls: readonly Heard[]): Error {
  const exchanges = calls.map(({ exchange }) => exchange)
  return Object.assign(new Error(why), { verdict: 'broken', calls: exchanges } as const)
}

/** Thrown by a check: it cannot be said here whether the rule is kept. */
export function skipped(why: string): Error {
  return Object.assign(new Error(why), { verdict: 'skipped', calls: [] } as const)
}

export function isVerdict(cause: unknown): cause is Verdict {
  return cause instanceof Error && 'verdict' in cause
}
