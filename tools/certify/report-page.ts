import type { Evidence } from './evidence.ts'
import { html, type Markup } from './html.ts'
import { countOf, type Finding, type Outcome, outcomeOf, type Report, scopeOf, verdictOf } from './report.ts'
import { STYLE } from './report-style.ts'
import { type RuleName, ruleNames, rules } from './rules.ts'

const words: Readonly<Record<Outcome, string>> = { ok: 'ok', broken: 'broken', skipped: 'skipped' }

/** The report as one page that needs nothing else: no script, no request; it reads on a phone, light and dark. */
export function pageOf(report: Report): string {
  const { backend, startedAt, tookMs, calls, unseen, findings } = report
  const counts = (['ok', 'broken', 'skipped'] as const).map(
    (outcome) =>
      html`<li class="${outcome}"><b>${String(countOf(report, outcome))}</b> ${words[outcome]}</li>`,
  )
  const sections = ruleNames.flatMap((rule) => {
    const own = findings.filter((finding) => finding.rule === rule)
    return own.length > 0 ? [sectionOf(rule, own)] : []
  })
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${verdictOf(report)}: ${backend}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${verdictOf(report)}</h1>
<p><code>${backend}</code>, ${startedAt}: ${String(calls)} calls in ${(tookMs / 1000).toFixed(1)} s. ${scopeOf(report)}</p>
${unseen ? html`<p class="unseen">${unseen}</p>` : html``}
<ul class="counts">${counts}</ul>
${sections}
</main>
</body>
</html>
`.text
}

function sectionOf(rule: RuleName, findings: readonly Finding[]): Markup {
  const outcome = outcomeOf(findings)
  const order: readonly Outcome[] = ['broken', 'ok', 'skipped']
  const sorted = order.flatMap((one) => findings.filter((finding) => finding.outcome === one))
  return html`<section aria-labelledby="${rule}">
<h2 id="${rule}"><span class="badge ${outcome}">${words[outcome]}</span> ${rules[rule].title}</h2>
${outcome === 'broken' ? html`<p><b>To do:</b> ${rules[rule].mend}</p>` : html``}
<ul class="findings">${sorted.map(findingOf)}</ul>
</section>
`
}

function findingOf({ outcome, name, apis, why, evidence = [], calls, tookMs }: Finding): Markup {
  const about = apis.length > 0 ? html`<code>${apis.join(', ')}</code> ` : html``
  const took = calls > 0 ? html` <small>${String(calls)} calls, ${String(tookMs)} ms</small>` : html``
  return html`<li class="${outcome}"><span class="badge ${outcome}">${words[outcome]}</span> ${about}${name}${took}${
    why ? html`<p>${why}</p>` : html``
  }${evidence.length > 0 ? evidenceOf(evidence) : html``}</li>
`
}

function evidenceOf(evidence: readonly Evidence[]): Markup {
  const calls = evidence.length === 1 ? 'The call that shows it' : `${evidence.length} calls that show it`
  return html`<details open><summary>${calls}</summary>${evidence.map(callOf)}</details>`
}

function callOf({ at, call, headers, body, treatment, answer, answerBody, tookMs }: Evidence): Markup {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return html`<article>
<p><time datetime="${at}">${at}</time>${treatment ? `: ${treatment}` : ''}</p>
<pre tabindex="0">${[call, ...lines, '', body].join('\n')}</pre>
<p>${answer}${tookMs === undefined ? '' : ` after ${tookMs} ms`}</p>
${answerBody ? html`<pre tabindex="0">${answerBody}</pre>` : html``}
</article>`
}
