import type { Check } from './check.ts'
import { evidenceOf } from './evidence.ts'
import type { Play } from './play.ts'
import type { Finding } from './report.ts'
import { rules } from './rules.ts'
import { isVerdict } from './verdict.ts'

/** Of a check that names none itself. */
const MAX_EVIDENCE = 6

/** Runs the checks one after the other: they share a user, whose money is counted. */
export async function runChecks(
  checks: readonly Check[],
  play: Play,
  whyUnserved: (path: string) => string,
  progress: (line: string) => void,
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const [index, check] of checks.entries()) {
    const { rule, name, apis } = check
    const unserved = apis.find((path) => !play.served.has(path))
    if (unserved) {
      const why = apis.length > 1 ? `${unserved}: ${whyUnserved(unserved)}` : whyUnserved(unserved)
      findings.push({ rule, name, apis, outcome: 'skipped', why, calls: 0, tookMs: 0 })
      continue
    }
    if (rule !== checks[index - 1]?.rule) progress(`${rules[rule].title} …`)
    findings.push(await runCheck(check, play))
  }
  return findings
}

async function runCheck({ rule, name, apis, run }: Check, play: Play): Promise<Finding> {
  const { exchanges } = play.recorder
  const before = exchanges.length
  const startedAt = Date.now()
  const ended = await run(play).then(
    () => ({ outcome: 'ok' as const }),
    (cause: unknown) => {
      if (!isVerdict(cause)) throw cause
      const { verdict: outcome, message: why, calls } = cause
      if (outcome === 'skipped') return { outcome, why }
      const shown = calls.length > 0 ? calls : exchanges.slice(before).slice(-MAX_EVIDENCE)
      return { outcome, why, evidence: shown.map(evidenceOf) }
    },
  )
  const calls = exchanges.length - before
  return { rule, name, apis, ...ended, calls, tookMs: Date.now() - startedAt }
}
