import type { Evidence } from './evidence.ts'
import type { Patience } from './play.ts'
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
  readonly patience: Patience
  /** Why what was skipped makes this run no proof: the backend, or the user's money, did not last to its end. */
  readonly unseen?: string
  readonly findings: readonly Finding[]
}

export function countOf({ findings }: Report, outcome: Outcome): number {
  return findings.filter((finding) => finding.outcome === outcome).length
}

/** Whether something was seen to the end, and nothing broken. */
export function isKept(report: Report): boolean {
  return countOf(report, 'broken') === 0 && countOf(report, 'ok') > 0 && !report.unseen
}

/** What can be concluded, in a few words. */
export function verdictOf(report: Report): string {
  if (countOf(report, 'broken') > 0) return 'A rule is broken'
  return isKept(report) ? 'All rules that were seen are kept' : 'Nothing is proved'
}

/** How far the run has looked, in sentences. */
export function scopeOf({ seenBy, patience, tookMs, findings }: Report): string {
  const seen =
    seenBy.length > 0
      ? `An effect was seen by ${seenBy.join('; ')}.`
      : 'No answer showed an effect: only the outcomes themselves were compared.'
  if (patience === 'long' || !findings.some(({ rule }) => rule === 'one-effect')) return seen
  const seconds = Math.ceil(tookMs / 1000)
  return `${seen} Nothing was repeated later than ${seconds} s after it; --long repeats after three minutes.`
}

/** A rule with a broken check is broken; one without any that ran was not seen. */
export function outcomeOf(findings: readonly Finding[]): Outcome {
  if (findings.some(({ outcome }) => outcome === 'broken')) return 'broken'
  return findings.some(({ outcome }) => outcome === 'ok') ? 'ok' : 'skipped'
}
