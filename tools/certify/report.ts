import type { Evidence } from './evidence.ts'
import type { RuleName } from './rules.ts'

export type Outcome = 'ok' | 'broken' | 'skipped'

/** How one check ended. */
export interface Finding {
  readonly rule: RuleName
  readonly name: string
  readonly apis: readonly string[]
  readonly outcome: Outcome
  /** Of what is not ok. */
  readonly why?: string
  /** The calls that show what is broken; of many the last. */
  readonly evidence?: readonly Evidence[]
  /** How many calls of the backend it made. */
  readonly calls: number
  readonly tookMs: number
}

export interface Report {
  readonly backend: string
  /** RFC 3339. */
  readonly startedAt: string
  readonly tookMs: number
  readonly calls: number
  /** By what an effect shows from outside. */
  readonly seenBy: readonly string[]
  readonly served: readonly string[]
  readonly unserved: readonly { readonly api: string; readonly why: string }[]
  readonly findings: readonly Finding[]
}

export function countOf({ findings }: Report, outcome: Outcome): number {
  return findings.filter((finding) => finding.outcome === outcome).length
}

/** Whether something was seen, and nothing broken. */
export function isKept(report: Report): boolean {
  return countOf(report, 'broken') === 0 && countOf(report, 'ok') > 0
}

/** A rule with a broken check is broken; one without any that ran was not seen. */
export function outcomeOf(findings: readonly Finding[]): Outcome {
  if (findings.some(({ outcome }) => outcome === 'broken')) return 'broken'
  return findings.some(({ outcome }) => outcome === 'ok') ? 'ok' : 'skipped'
}
