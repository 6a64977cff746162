import { expect, it, vi } from 'vitest'
import { describeInBrowser, openTab } from './support/browser.ts'
import { rowOf } from './support/row-of.ts'
import { rowsSource, serve } from './support/rows-source.ts'

const OPEN = '#call=call-3'

/** What would run, ask or navigate if it ever became markup. */
const hostile = [
  '<script>alert(1)</script>',
  '</script><script>alert(2)</script>',
  '<img src=x onerror="alert(3)">',
  '<svg/onload=alert(4)><iframe src="javascript:alert(5)"></iframe>',
  '<link rel=stylesheet href="https://example.com/x.css"><base href="https://example.com/">',
  'javascript:alert(6)',
  '{{constructor.constructor("alert(7)")()}} `alert(9)`',
  '__proto__',
  '\u202egnihton\u202c \u0000\u001b[31m\u200b',
] as const
const evil = hostile.join('\n')

describeInBrowser('the detail', () => {
  it('shows the doctor first, then the way with its times and every part of the call', async () => {
    const history = [
      { at: Date.now() - 9000, what: 'receipt 1', state: 'PROCESSING', call: 'call-1' },
      { at: Date.now(), what: 'receipt 2', state: 'SUCCESS', call: 'call-3' },
    ]
    const rows = [rowOf(3), rowOf(1)]
    const { url } = await serve(rowsSource({ rows, history }))
    const { page, offences } = await openTab(`${url}${OPEN}`)
    await page.getByRole('heading', { name: 'refused mini-program notifyRefund' }).waitFor()
    const headings = await page.locator('.detail h3').allTextContents()
    expect(headings).toEqual([
      'The doctor says',
      'Way of the message',
      'State',
      'Request',
      'Signed text',
      'Answer',
      'Receipt',
      'Event',
      'History of the subject',
      'Log line',
    ])
    const steps = await page.locator('.way li').allTextContents()
    expect(steps.join('|')).toMatch(/it arrived.*the backend was asked.*9 ms/)
    await page.getByRole('button', { name: 'receipt 1' }).click()
    await page.getByRole('heading', { name: 'repeated wallet pay' }).waitFor()
    expect(page.url()).toContain('call=call-1')
    await page.goBack()
    await page.getByRole('heading', { name: 'refused mini-program notifyRefund' }).waitFor()
    expect(offences).toEqual([])
  })

  it('runs nothing of a hostile body, header, name or subject: it shows them letter by letter', async () => {
    const body = { bytes: evil.length, text: evil }
    const headers = [[hostile[0], evil]] as const
    const row = rowOf(3, {
      about: evil,
      platform: hostile[2],
      api: hostile[1],
      end: hostile[0],
      why: evil,
      advice: evil,
    })
    const source = rowsSource({
      rows: [row],
      history: [{ at: Date.now(), what: evil, state: evil, note: evil }],
      detail: () => ({
        request: { method: 'POST', target: evil, headers, body },
        answer: { status: 200, headers, body },
        backend: [{ request: { target: evil, headers, body }, response: { status: 200, headers, body } }],
        signedText: evil,
        verdict: hostile,
        events: [evil, JSON.stringify({ [hostile[0]]: evil })],
        line: headers,
        journal: headers,
        receipt: headers,
        state: { before: evil, after: evil },
        steps: [{ what: evil, at: 0, detail: evil }],
        subject: evil,
      }),
    })
    const { url } = await serve(source)
    const { page, offences } = await openTab(`${url}${OPEN}`)
    await page.locator('.timeline').waitFor()
    for (const pre of await page.locator('.detail .content pre').first().allTextContents()) {
      expect(pre).toBe(evil)
    }
    expect(await page.locator('img, iframe, svg [onload], link[href*=example]').count()).toBe(0)
    expect(await page.evaluate('document.scripts.length')).toBe(1)
    await page.getByRole('button', { name: 'Edit and send' }).click()
    expect(await page.getByRole('textbox', { name: 'Body' }).inputValue()).toBe(evil)
    expect(offences).toEqual([])
  })

  it('lays JSON out without changing a letter of its numbers, and shows it as sent', async () => {
    const text = '{"value":1.50,"id":12345678901234567890,"e":1e400,"empty":{},"list":[1, 2]}\r\n'
    const source = rowsSource({
      rows: [rowOf(3)],
      detail: (row) => ({
        request: { method: 'POST', target: `/${row.api}`, headers: [], body: { bytes: text.length, text } },
      }),
    })
    const { url } = await serve(source)
    const { page } = await openTab(`${url}${OPEN}`)
    const body = page.locator('.content pre').first()
    await body.waitFor()
    expect(await body.textContent()).toBe(
      '{\n  "value": 1.50,\n  "id": 12345678901234567890,\n  "e": 1e400,\n  "empty": {},\n  "list": [\n    1,\n    2\n  ]\n}',
    )
    await page.getByRole('button', { name: 'As sent: the body', exact: true }).click()
    expect(await body.textContent()).toBe(text)
    expect(
      await body.locator('.mark').evaluateAll((marks) => marks.map((mark) => mark.getAttribute('title'))),
    ).toEqual(['U+000D carriage return', 'U+000A line feed'])
  })

  it('marks what nobody sees in the signed text, and copies it as it came', async () => {
    const signedText = 'POST /antom/notify\nCLIENT.\u200b2026\u00a0{"a": 1} \n'
    const { url } = await serve(rowsSource({ rows: [rowOf(3)], detail: () => ({ signedText }) }))
    const { page } = await openTab(`${url}${OPEN}`, { permissions: ['clipboard-read', 'clipboard-write'] })
    const shown = page.locator('details', { hasText: 'Signed text' }).locator('pre')
    expect(await shown.textContent()).toBe(signedText)
    const glyphs = await shown
      .locator('.mark')
      .evaluateAll((marks) => marks.map((mark) => mark.getAttribute('data-glyph')))
    expect(glyphs).toEqual(['↵', 'U+200B', 'U+00A0', '·', '↵'])
    await page.getByRole('button', { name: 'Copy the signed text' }).click()
    await page.getByText('Copied the signed text.').waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(signedText)
  })

  it('says that a call is not held any more', async () => {
    const { url } = await serve(rowsSource())
    const { page } = await openTab(`${url}#call=nobody`)
    await page.getByText('It cannot be shown: it is not held any more.').waitFor()
  })

  it('follows its row: what changed later is shown without a reload', async () => {
    let event = 'none yet'
    // Old, so that nothing but the row makes the page ask again.
    const old = { at: Date.now() - 60_000 }
    const source = rowsSource({ rows: [rowOf(3, old)], detail: () => ({ receipt: [['event', event]] }) })
    const { url } = await serve(source)
    const { page } = await openTab(`${url}${OPEN}`)
    await page.getByText('none yet').waitFor()
    event = 'published'
    source.add(rowOf(3, { ...old, end: 'accepted', look: 'good' }))
    await page.getByText('published').waitFor()
    await vi.waitUntil(async () => (await page.getByText('none yet').count()) === 0)
  })

  it('has nothing to send with on a stage', async () => {
    const { url } = await serve(rowsSource({ rows: [rowOf(3)], canSend: false }))
    const { page } = await openTab(`${url}${OPEN}`)
    await page.getByText('read-only').waitFor()
    await page.getByRole('heading', { name: 'refused mini-program notifyRefund' }).waitFor()
    for (const name of [/^Send/, /^Edit/, /^Tamper/]) {
      expect(await page.getByRole('button', { name }).count()).toBe(0)
    }
    await page.keyboard.press('s')
    expect(await page.getByRole('dialog').count()).toBe(0)
  })
})
