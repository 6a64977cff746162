import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeInBrowser, openTab, rowWith } from './support/browser.ts'
import { rowOf } from './support/row-of.ts'
import { rowsSource, serve } from './support/rows-source.ts'

const rows = Array.from({ length: 60 }, (_, number) => rowOf(60 - number))
const long = 'x'.repeat(300)

interface Finding {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

/** What axe finds, a line each: all of it in light, and in dark what has another colour. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const light = await violations(page, '{}')
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await violations(page, "{ runOnly: ['color-contrast'] }")
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark]
}

async function violations(page: Page, options: string): Promise<string[]> {
  const found = (await page.evaluate(`axe.run(document, ${options})`)) as { violations: Finding[] }
  return found.violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${impact} ${id}: ${html}\n${failureSummary}`),
  )
}

/** axe looks at every element, and not quickly. */
const PATIENCE = { timeout: 120_000 }

describeInBrowser('whoever reads the page', () => {
  it('finds no fault with axe: list, detail, dialogs, in both colour schemes', PATIENCE, async () => {
    const history = [{ at: Date.now(), what: 'receipt 1', state: 'SUCCESS', call: 'call-1' }]
    const { url } = await serve(rowsSource({ rows, history }))
    const { page, offences } = await openTab(url, { reducedMotion: 'reduce' })
    await rowWith(page, 'payment#order-60').waitFor()
    expect(await findings(page)).toEqual([])
    for (const [id, heading] of [
      ['call-3', 'refused'],
      ['call-4', 'conflicting'],
    ] as const) {
      await page.goto(`${url}#call=${id}`)
      await page.reload()
      await page.getByRole('heading', { name: heading }).waitFor()
      await page.locator('.timeline').waitFor()
      expect(await findings(page)).toEqual([])
    }
    await page.keyboard.press('s')
    await page.getByRole('dialog', { name: 'Send a sample' }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Help' }).waitFor()
    expect(await findings(page)).toEqual([])
    expect(offences).toEqual([])
  })

  it(
    'has a phone: nothing is wider than 360 pixels, and the call is a page of its own',
    PATIENCE,
    async () => {
      const wide = rowOf(61, { about: long, api: long, why: long, advice: long })
      const headers = [[long, long]] as const
      const body = { bytes: 300, text: long }
      const source = rowsSource({
        rows: [wide, ...rows],
        history: [{ at: 0, what: long, state: long, note: long }],
        detail: () => ({
          request: { method: 'POST', target: long, headers, body },
          signedText: long,
          verdict: [long, `  signed   ${long}`, `  received ${long}`, `${' '.repeat(200)}^ byte 189`],
          steps: [{ what: long, at: 0, tookMs: 1, detail: long }],
          journal: headers,
          state: { before: long, after: long },
          subject: long,
        }),
      })
      const { url } = await serve(source)
      const { page } = await openTab(url, { viewport: { width: 360, height: 740 } })
      const width = () =>
        page.evaluate(
          '[document.documentElement.scrollWidth, document.querySelector(".detail")?.scrollWidth ?? 0].join()',
        )
      await rowWith(page, 'payment#order-60').waitFor()
      expect(await width()).toBe('360,0')
      expect(await findings(page)).toEqual([])
      await rowWith(page, long).click()
      await page.locator('.timeline').waitFor()
      expect(await width()).toBe('360,360')
      expect(await page.locator('.pointed').evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(1_000)
      expect(await page.getByRole('listbox').isVisible()).toBe(false)
      expect(await findings(page)).toEqual([])
      await page.getByRole('button', { name: 'Edit and send' }).click()
      await page.getByRole('dialog').waitFor()
      expect(await width()).toBe('360,360')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: '← Calls' }).click()
      await rowWith(page, 'payment#order-60').waitFor()
    },
  )

  it('is told politely how many calls came, not each of them', async () => {
    const source = rowsSource({ rows })
    const { url } = await serve(source)
    const { page } = await openTab(url)
    await page.clock.install()
    await page.reload()
    await rowWith(page, 'payment#order-60').waitFor()
    source.add(rowOf(61), rowOf(62), rowOf(63))
    await page.clock.runFor(100)
    await page.getByText('63 calls', { exact: true }).waitFor()
    expect(await page.getByRole('status').first().textContent()).toBe('')
    await page.clock.runFor(10_000)
    expect(await page.getByRole('status').first().textContent()).toBe('3 new calls. 63 calls in the list.')
  })
})
