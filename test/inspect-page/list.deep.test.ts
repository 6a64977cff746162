import type { Page } from 'playwright-core'
import { expect, it, vi } from 'vitest'
import { describeInBrowser, openTab, rowWith } from './support/browser.ts'
import { rowOf } from './support/row-of.ts'
import { rowsSource, serve } from './support/rows-source.ts'

const MANY = 5_000
/** A row has some ten elements; some fifty are drawn, whatever is held. */
const MAX_ELEMENTS = 900
const RATE = 50
const BURSTS = 100
const MAX_TASK_MS = 200
/** A machine that does other things too may take a moment away from the page: not three times. */
const PATIENCE = { timeout: 120_000, retry: 2 }

function manyRows(count = MANY) {
  const now = Date.now()
  return Array.from({ length: count }, (_, number) => rowOf(count - number, { at: now - number * 50 }))
}

const first = (page: Page) => page.locator('[role=option][aria-posinset="1"]')

/** The top of the row in the window. */
async function topOf(page: Page, text: string): Promise<number> {
  return (await rowWith(page, text).boundingBox())?.y ?? Number.NaN
}

describeInBrowser('the list', () => {
  it('holds 5,000 calls in a few hundred elements, at its beginning, its middle and its end', async () => {
    const { url } = await serve(rowsSource({ rows: manyRows() }))
    const { page, offences } = await openTab(url)
    await page.getByText('5,000 calls', { exact: true }).waitFor()
    await page.getByRole('listbox').focus()
    for (const [key, seen] of [
      ['Home', 5_000],
      ['PageDown', 4_990],
      ['End', 1],
    ] as const) {
      await page.keyboard.press(key)
      await rowWith(page, `payment#order-${seen}`).waitFor()
      expect(await page.evaluate('document.querySelectorAll("*").length')).toBeLessThan(MAX_ELEMENTS)
    }
    expect(await rowWith(page, 'payment#order-1').getAttribute('aria-posinset')).toBe('5000')
    expect(offences).toEqual([])
  })

  it('stays smooth while fifty calls a second come into 5,000', PATIENCE, async () => {
    const source = rowsSource({ rows: manyRows() })
    const { url } = await serve(source)
    const { page, offences } = await openTab(url)
    await page.getByText('5,000 calls', { exact: true }).waitFor()
    await page.evaluate(`
      window.tasks = []
      new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration)))
        .observe({ type: 'longtask' })`)
    let sent = 0
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        source.add(rowOf(++sent + MANY))
        if (sent < BURSTS) return
        clearInterval(timer)
        resolve()
      }, 1000 / RATE)
    })
    await page.getByText('5,100 calls', { exact: true }).waitFor()
    const tasks = (await page.evaluate('window.tasks')) as number[]
    expect(tasks.filter((ms) => ms > MAX_TASK_MS)).toEqual([])
    expect(await first(page).textContent()).toContain(`payment#order-${MANY + BURSTS} `)
    expect(offences).toEqual([])
  })

  it('does not move what is read because calls come, and says how many are above', async () => {
    const source = rowsSource({ rows: manyRows() })
    const { url } = await serve(source)
    const { page } = await openTab(url)
    await rowWith(page, 'payment#order-4990').waitFor()
    await page.getByRole('listbox').hover()
    await page.mouse.wheel(0, 2_000)
    await rowWith(page, 'payment#order-4935').waitFor()
    const before = await topOf(page, 'payment#order-4935')
    source.add(...[1, 2, 3].map((number) => rowOf(MANY + number)))
    await page.getByRole('button', { name: '3 new' }).waitFor()
    expect(await topOf(page, 'payment#order-4935')).toBe(before)
    await page.getByRole('button', { name: '3 new' }).click()
    await rowWith(page, 'payment#order-5003').waitFor()
    expect(await page.getByRole('button', { name: ' new' }).count()).toBe(0)
  })

  it('takes a row that changed in its place', async () => {
    const source = rowsSource({ rows: manyRows(20) })
    const { url } = await serve(source)
    const { page } = await openTab(url)
    await rowWith(page, 'payment#order-7').waitFor()
    source.add(rowOf(7, { end: 'settled-late' }))
    await rowWith(page, 'settled-late').waitFor()
    expect(await rowWith(page, 'settled-late').getAttribute('aria-posinset')).toBe('14')
    await page.getByText('20 calls', { exact: true }).waitFor()
  })

  it('is filtered by platform, API, disposition and words, and says so', async () => {
    const { url } = await serve(rowsSource({ rows: manyRows() }))
    const { page } = await openTab(url)
    await page.getByLabel('Platform', { exact: true }).selectOption('wallet')
    await page.getByText('1,250 calls of 5,000').waitFor()
    await page.getByLabel('Disposition', { exact: true }).selectOption('refused')
    await page.getByRole('searchbox').fill('subject:order-33')
    await vi.waitUntil(() => page.url().includes('platform=wallet&disposition=refused&q=subject'))
    const texts = await page.locator('.row').allTextContents()
    expect(texts.length).toBeGreaterThan(3)
    for (const text of texts) expect(text).toMatch(/refused wallet pay payment#order-33/)
    await page.getByRole('searchbox').fill('no such words')
    await page.getByText('No call passes the filter.').waitFor()
    await page.getByRole('button', { name: 'Show all calls' }).click()
    await page.getByText('5,000 calls', { exact: true }).waitFor()
  })

  it('is paused, says what waits, and goes on', async () => {
    const source = rowsSource({ rows: manyRows(30) })
    const { url } = await serve(source)
    const { page } = await openTab(url)
    await rowWith(page, 'payment#order-30').waitFor()
    await page.keyboard.press('p')
    source.add(rowOf(31), rowOf(32))
    await page.getByRole('button', { name: 'Go on (2 calls waiting)' }).waitFor()
    expect(await first(page).textContent()).toContain('payment#order-30 ')
    await page.getByRole('button', { name: 'Go on' }).click()
    await vi.waitUntil(async () => (await first(page).textContent())?.includes('order-32 '))
  })

  it('keeps the open call and the filter over a reload while calls come', async () => {
    const source = rowsSource({ rows: manyRows(500) })
    const { url } = await serve(source)
    const { page, offences } = await openTab(url)
    let sent = 500
    const timer = setInterval(() => source.add(rowOf(++sent)), 20)
    await page.getByLabel('Platform', { exact: true }).selectOption('antom')
    await rowWith(page, 'payment#order-480').click()
    await page.getByRole('heading', { name: 'antom notifyPayment' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'antom notifyPayment' }).waitFor()
    clearInterval(timer)
    expect(await page.getByLabel('Platform', { exact: true }).inputValue()).toBe('antom')
    expect(await page.locator('[aria-selected=true]').textContent()).toContain('order-480 ')
    // None is lost and none is doubled.
    await page.getByText(new RegExp(`^\\d+ calls of ${sent}`)).waitFor()
    expect(offences).toEqual([])
  })
})
