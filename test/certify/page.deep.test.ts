import { createServer } from 'node:http'
import axe from 'axe-core'
import { expect, it, onTestFinished } from 'vitest'
import type { Report } from '../../tools/certify/report.ts'
import { pageOf } from '../../tools/certify/report-page.ts'
import { HOST, listen } from '../../tools/loopback/ports.ts'
import { describeInBrowser, openTab } from '../inspect-page/support/browser.ts'

const long = 'x'.repeat(3_000)
const finding = { rule: 'sums', apis: ['wallet/refund'], calls: 1, tookMs: 7 } as const

const report: Report = {
  backend: 'http://localhost:8080',
  startedAt: '2026-11-21T08:00:00.000Z',
  tookMs: 12_345,
  calls: 3,
  seenBy: [],
  patience: 'compressed',
  served: ['wallet/pay'],
  unserved: [],
  unseen: 'wallet/pay was S at the beginning of this run and no answer at its end',
  findings: [
    { ...finding, name: 'it is so', outcome: 'ok' },
    {
      ...finding,
      name: 'it is not so',
      outcome: 'broken',
      why: 'it was answered S',
      evidence: [
        {
          at: '2026-11-21T08:00:00.000Z',
          call: 'POST /wallet/refund',
          headers: { 'Idempotency-Key': 'k'.repeat(43) },
          body: `{"text":"${long}"}`,
          treatment: 'its answer was cut off',
          answer: 'HTTP 200',
          answerBody: '<script>document.title = "run"</script>',
          tookMs: 7,
        },
      ],
    },
    { ...finding, rule: 'final', name: 'nobody knows', outcome: 'skipped', why: 'it was not asked' },
  ],
}

/** The URL under which a browser finds the page of the report. */
async function served(): Promise<string> {
  const page = pageOf(report)
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(page)
  })
  const port = await listen(server, 0)
  onTestFinished(() => void server.close())
  return `http://${HOST}:${port}/`
}

describeInBrowser('the page of a report', () => {
  it.each([
    ['light', 1280],
    ['dark', 320],
  ] as const)(
    '%s, %d wide: axe finds no fault, nothing runs, nothing is wider',
    async (colorScheme, width) => {
      const { page, offences } = await openTab(await served(), {
        colorScheme,
        viewport: { width, height: 800 },
      })
      await page.evaluate(axe.source)
      const faults = await page.evaluate('axe.run(document).then(({ violations }) => violations)')
      expect(faults).toEqual([])
      const scrolled = await page.evaluate('document.documentElement.scrollWidth')
      expect(scrolled).toBeLessThanOrEqual(width)
      expect(await page.title()).toContain('A rule is broken')
      expect(offences).toEqual([])
    },
  )
})
