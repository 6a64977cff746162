import fc from 'fast-check'
import { expect, it } from 'vitest'
import { evidenceOf } from '../../tools/certify/evidence.ts'
import { html } from '../../tools/certify/html.ts'
import { type Finding, isKept, type Report } from '../../tools/certify/report.ts'
import { pageOf } from '../../tools/certify/report-page.ts'
import { printReport } from '../../tools/certify/report-text.ts'
import type { Terminal } from '../../tools/terminal/terminal.ts'

const hostile = `<script>alert(1)</script>"'&\u001b[2J\u202e`
const exchange = {
  at: Date.parse('2026-11-21T08:00:00Z'),
  path: '/wallet/pay',
  correlationId: 'certify-1',
  headers: [
    ['Authorization', 'Bearer a-very-secret-token'],
    ['webhook-signature', 'v1,c2lnbmF0dXJl'],
    ['Idempotency-Key', 'k'.repeat(43)],
    ['Alipay-Attempt', '2'],
    ['X-Api-Key', 'another-secret'],
  ] as const,
  body: Buffer.from(
    JSON.stringify({ paymentRequestId: 'p-1', paymentMethod: { paymentMethodId: 'token-of-a-user' } }),
  ),
  answer: { status: 200, headers: [], body: Buffer.from(JSON.stringify({ paymentId: hostile })) },
  tookMs: 7,
}

const report = (why = hostile): Report => ({
  backend: `http://localhost:8080/${hostile}`,
  startedAt: '2026-11-21T08:00:00.000Z',
  tookMs: 12_345,
  calls: 3,
  seenBy: [],
  patience: 'compressed',
  served: ['wallet/pay'],
  unserved: [],
  findings: [
    { rule: 'sums', name: 'it is so', apis: ['wallet/refund'], outcome: 'ok', calls: 2, tookMs: 5 },
    {
      rule: 'sums',
      name: 'it is not so',
      apis: ['wallet/pay'],
      outcome: 'broken',
      why,
      evidence: [evidenceOf(exchange)],
      calls: 1,
      tookMs: 7,
    },
    {
      rule: 'final',
      name: 'nobody knows',
      apis: [],
      outcome: 'skipped',
      why: 'it was not asked',
      calls: 0,
      tookMs: 0,
    },
  ],
})

function print(shown: Report, showsAll = false): string {
  const lines: string[] = []
  const terminal: Terminal = {
    isScreen: false,
    print: (line) => void lines.push(line),
    json: () => undefined,
    note: () => undefined,
    paint: (_, text) => text,
  }
  printReport(shown, terminal, showsAll)
  return lines.join('\n')
}

it('the evidence shows no credential and no secret field', () => {
  const shown = JSON.stringify(evidenceOf(exchange))
  for (const secret of ['a-very-secret-token', 'c2lnbmF0dXJl', 'another-secret', 'token-of-a-user']) {
    expect(shown).not.toContain(secret)
  }
  expect(shown).toContain('left out: paymentMethod.paymentMethodId')
  expect(shown).toContain('k'.repeat(43))
})

it('the terminal says rule by rule what is broken, with its calls, and what was skipped and why', () => {
  const text = print(report('7 were refunded of 5'))
  expect(text).toMatch(
    /broken {2}Refunds never exceed their payment\n {2}ok {6}1 check, 2 calls\n {2}broken {2}wallet\/pay: it is not so/,
  )
  expect(text).toContain('7 were refunded of 5')
  expect(text).toContain(`2026-11-21T08:00:00.000Z POST /wallet/pay  key kkkkkkkk…, attempt 2`)
  expect(text).toContain('< HTTP 200 after 7 ms: {"paymentId"')
  expect(text).toContain('skipped nobody knows (it was not asked)')
  expect(text).toContain('1 ok, 1 broken, 1 skipped: 3 calls')
  expect(text).toContain('to do   keep beside the payment what was given back')
  expect(text).toMatch(/A rule is broken\.$/)
  expect(text).not.toContain('it is so')
  expect(print(report(), true)).toContain('wallet/refund: it is so')
})

it('what was skipped for one reason is one line, of many APIs too', () => {
  const [, , skipped] = report().findings
  if (!skipped) throw new Error('nothing was skipped')
  const of = (...paths: readonly string[]) => paths.map((path) => ({ ...skipped, apis: [path] }))
  const printed = (findings: readonly Finding[]) => print({ ...report(), findings })
  expect(printed(of('wallet/pay', 'wallet/refund'))).toContain(
    'skipped wallet/pay; wallet/refund: 2 checks (it was not asked)',
  )
  expect(printed(of('a', 'b', 'c', 'd', 'd'))).toContain('skipped 4 APIs: 5 checks (it was not asked)')
})

it('no escape of a stranger reaches the terminal', () => {
  expect(print(report()).split('\n').join('')).not.toMatch(/[^\x20-\x7e…’×]/)
})

it('the page shows a stranger’s text and runs none of it', () => {
  const page = pageOf(report())
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(page).not.toMatch(/<script|<img|<a |href=|src=|https?:\/\/(?!localhost)/)
  expect(page).not.toContain('\u001b')
  expect(page).toContain("default-src 'none'")
  expect(page).toContain('A rule is broken')
})

const characters = fc.constantFrom(...`<>"'&/a \u0000\u001b\u202e`, '\ud800', '💸')

it('whatever is put into a page stays text', () => {
  fc.assert(
    fc.property(fc.string({ unit: characters }), (text) => {
      const { text: made } = html`<p title="${text}">${text}</p>`
      expect(made).not.toContain('\u001b')
      expect(made.slice('<p title="'.length, -'</p>'.length).replace('">', '')).not.toMatch(/[<>"'\u202e]/)
    }),
  )
})

it('is kept only where something was seen, and nothing broken', () => {
  const [ok, broken, skipped] = report().findings
  const withFindings = (...findings: (typeof ok)[]) => ({
    ...report(),
    findings: findings.flatMap((one) => one ?? []),
  })
  expect(isKept(withFindings(ok, skipped))).toBe(true)
  expect(isKept(withFindings(ok, broken))).toBe(false)
  expect(isKept(withFindings(skipped))).toBe(false)
  const unseen = 'wallet/pay was S at the beginning of this run and no answer at its end'
  const stopped = { ...withFindings(ok, skipped), unseen }
  expect(isKept(stopped)).toBe(false)
  expect(print(stopped)).toMatch(new RegExp(`${unseen}\nNothing is proved.$`))
  expect(pageOf(stopped)).toContain(unseen)
})
