import type { Look, Terminal } from '../terminal/terminal.ts'
import type { Evidence } from './evidence.ts'
import {
  countOf,
  type Finding,
  isKept,
  type Outcome,
  outcomeOf,
  type Report,
  scopeOf,
  verdictOf,
} from './report.ts'
import { ruleNames, rules } from './rules.ts'

const looks: Readonly<Record<Outcome, Look>> = { ok: 'good', broken: 'bad', skipped: 'faint' }
const MAX_SHOWN = 240
/** APIs of one line; of more it says how many. */
const MAX_NAMED = 3

/** Rule by rule: what is broken with the calls that show it, what was skipped and why, and how much is ok. */
export function printReport(report: Report, terminal: Terminal, showsAll: boolean): void {
  const { print, paint } = terminal
  for (const rule of ruleNames) {
    const findings = report.findings.filter((finding) => finding.rule === rule)
    if (findings.length === 0) continue
    print(`\n${badge(outcomeOf(findings), paint)} ${paint('heading', rules[rule].title)}`)
    const passed = findings.filter(({ outcome }) => outcome === 'ok')
    if (showsAll) for (const finding of passed) print(lineOf(finding, paint))
    else if (passed.length > 0) print(`  ${badge('ok', paint)} ${countText(passed)}`)
    for (const finding of findings) if (finding.outcome === 'broken') printBroken(finding, terminal)
    if (outcomeOf(findings) === 'broken') print(`  ${paint('heading', 'to do')}   ${rules[rule].mend}`)
    for (const line of skippedLines(findings)) print(`  ${badge('skipped', paint)} ${line}`)
  }
  printSummary(report, terminal)
}

function printSummary(report: Report, { print, paint }: Terminal): void {
  const { backend, tookMs, calls, seenBy, unseen } = report
  const counts = (['ok', 'broken', 'skipped'] as const).map(
    (outcome) => `${countOf(report, outcome)} ${outcome}`,
  )
  print(`\n${counts.join(', ')}: ${calls} calls of ${visible(backend)} in ${(tookMs / 1000).toFixed(1)} s.`)
  print(seenBy.length > 0 ? scopeOf(report) : paint('odd', scopeOf(report)))
  if (unseen) print(paint('bad', unseen))
  print(paint(isKept(report) ? 'good' : 'bad', `${verdictOf(report)}.`))
}

type Paint = Terminal['paint']

function badge(outcome: Outcome, paint: Paint): string {
  return paint(looks[outcome], outcome.padEnd(7))
}

function lineOf(finding: Finding, paint: Paint): string {
  const { outcome, name, apis } = finding
  return `  ${badge(outcome, paint)} ${apis.length > 0 ? `${apis.join(', ')}: ` : ''}${name}`
}

function countText(findings: readonly Finding[]): string {
  const calls = findings.reduce((sum, finding) => sum + finding.calls, 0)
  return `${findings.length} ${findings.length === 1 ? 'check' : 'checks'}, ${calls} calls`
}

function printBroken(finding: Finding, { print, paint }: Terminal): void {
  print(lineOf(finding, paint))
  print(`          ${visible(finding.why ?? '')}`)
  for (const evidence of finding.evidence ?? []) {
    for (const line of evidenceLines(evidence)) print(paint('faint', `            ${line}`))
  }
}

function evidenceLines({
  at,
  call,
  headers,
  body,
  treatment,
  answer,
  answerBody,
  tookMs,
}: Evidence): string[] {
  const key = headers['Idempotency-Key'] ?? ''
  const about = [
    `key ${key.slice(0, 8)}…`,
    `attempt ${headers['Alipay-Attempt']}`,
    `deadline ${headers['Alipay-Deadline']}`,
  ]
  return [
    `${at} ${call}  ${about.join(', ')}${treatment ? `; ${treatment}` : ''}`,
    `  > ${visible(body)}`,
    `  < ${answer}${tookMs === undefined ? '' : ` after ${tookMs} ms`}: ${visible(answerBody)}`,
  ]
}

/** Skipped for the same reason: one line, whatever APIs it is about. */
function skippedLines(findings: readonly Finding[]): readonly string[] {
  const skipped = findings.filter(({ outcome }) => outcome === 'skipped')
  return [...Map.groupBy(skipped, ({ why = '' }) => why)].map(([why, same]) => {
    const apis = [...new Set(same.map((finding) => finding.apis.join(', ')))].filter((each) => each !== '')
    const whose = apis.length > MAX_NAMED ? `${apis.length} APIs` : apis.join('; ')
    const what = same.length > 1 ? `${same.length} checks` : same[0]?.name
    return visible(`${whose ? `${whose}: ` : ''}${what} (${why})`)
  })
}

/** What a stranger's answer may hold reaches no terminal: printable ASCII, and the signs of our own sentences; cut. */
function visible(text: string): string {
  return text.replace(/[^\x20-\x7e…’×]/g, '?').slice(0, MAX_SHOWN)
}
