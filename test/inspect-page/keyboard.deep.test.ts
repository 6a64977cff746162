import type { Page } from 'playwright-core'
import { expect, it, vi } from 'vitest'
import { describeInBrowser, openTab, rowWith } from './support/browser.ts'
import { rowOf } from './support/row-of.ts'
import { paySample, rowsSource, serve } from './support/rows-source.ts'

const rows = Array.from({ length: 40 }, (_, number) => rowOf(40 - number))
const otherSample = {
  ...paySample,
  platform: 'antom',
  api: 'notifyPayment',
  body: '{"notifyType":"PAYMENT_RESULT"}',
}

const focused = (page: Page) =>
  page.evaluate('document.activeElement?.id || document.activeElement?.textContent')

/** Presses Tab until that button or field has the focus; in the dialog, where one is open. */
async function tabTo(page: Page, role: 'button' | 'textbox' | 'combobox', name: string): Promise<void> {
  const isDialog = (await page.getByRole('dialog').count()) > 0
  const wanted = page.locator(isDialog ? 'dialog' : 'body').getByRole(role, { name, exact: true })
  for (let step = 0; step < 60; step++) {
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never comes to ${name}`)
}

describeInBrowser('the keyboard alone', () => {
  it('comes from the load to a call, sends it again, and goes back', async () => {
    const source = rowsSource({ rows })
    const { url } = await serve(source)
    const { page, offences } = await openTab(url)
    await rowWith(page, 'payment#order-40').waitFor()
    for (const key of ['j', 'j', 'ArrowDown', 'k']) await page.keyboard.press(key)
    const list = page.getByRole('listbox')
    expect(await list.getAttribute('aria-activedescendant')).toBe('call-call-39')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'payment#order-39' }).waitFor()
    expect(await focused(page)).toBe('detail-title')
    await tabTo(page, 'button', 'Send again')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'payment#sent-1' }).waitFor()
    expect(source.sent).toEqual(['call-39'])
    await page.keyboard.press('Escape')
    await vi.waitUntil(async () => (await focused(page)) === 'calls')
    expect(await page.getByRole('article').count()).toBe(0)
    expect(await list.getAttribute('aria-activedescendant')).toBe('call-call-900001')
    expect(offences).toEqual([])
  })

  it('goes from call to call, searches, asks for help', async () => {
    const { url } = await serve(rowsSource({ rows }))
    const { page } = await openTab(`${url}#call=call-20`)
    await page.getByRole('heading', { name: 'payment#order-20' }).waitFor()
    await page.keyboard.press('j')
    await page.getByRole('heading', { name: 'payment#order-19' }).waitFor()
    await page.keyboard.press('k')
    await page.keyboard.press('k')
    await page.getByRole('heading', { name: 'payment#order-21' }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('order-3 jk?')
    expect(await page.getByRole('searchbox').inputValue()).toBe('order-3 jk?')
    await page.keyboard.press('Escape')
    await vi.waitUntil(async () => (await focused(page)) === 'calls')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Help' }).waitFor()
    await page.keyboard.press('Escape')
    await vi.waitUntil(async () => (await page.getByRole('dialog').count()) === 0)
    await page.getByRole('heading', { name: 'payment#order-21' }).waitFor()
  })

  it('leaves keys of one letter alone where they are not wanted, also after a reload', async () => {
    const { url } = await serve(rowsSource({ rows }))
    const { page } = await openTab(url)
    await page.keyboard.press('?')
    await page.getByLabel('Keys of one letter work').uncheck()
    await page.keyboard.press('Escape')
    await page.reload()
    await page.getByRole('button', { name: 'Send a sample' }).waitFor()
    await page.keyboard.press('s')
    await page.keyboard.press('?')
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('sends a sample with a fault, chosen and edited', async () => {
    const source = rowsSource({ rows, samples: [otherSample, paySample] })
    const { url } = await serve(source)
    const { page, offences } = await openTab(url)
    await page.getByRole('button', { name: 'Send a sample' }).waitFor()
    await page.keyboard.press('s')
    const body = page.getByRole('textbox', { name: 'Body' })
    await vi.waitUntil(async () => (await body.inputValue()) === otherSample.body)
    // The first field has the focus.
    await page.keyboard.press('w')
    await vi.waitUntil(async () => (await body.inputValue()) === paySample.body)
    await tabTo(page, 'textbox', 'Body')
    await page.keyboard.press('End')
    await page.keyboard.type(' ')
    await page.getByRole('combobox', { name: 'Fault' }).focus()
    await page.keyboard.press('a')
    await tabTo(page, 'button', 'Send')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'payment#sent-1' }).waitFor()
    expect(source.sent).toEqual([
      { platform: 'wallet', api: 'pay', body: `${paySample.body} `, fault: 'altered-body' },
    ])
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(offences).toEqual([])
  })

  it('edits the open call, hears in words why it was not sent, and tampers with it', async () => {
    const source = rowsSource({ rows })
    const { url } = await serve(source)
    const { page } = await openTab(`${url}#call=call-37`)
    await page.getByRole('button', { name: 'Edit and send' }).waitFor()
    await page.keyboard.press('e')
    const body = page.getByRole('dialog', { name: 'Edit and send' }).getByRole('textbox', { name: 'Body' })
    await vi.waitUntil(async () => (await body.inputValue()) === paySample.body)
    await body.fill('refuse me')
    await tabTo(page, 'button', 'Send')
    await page.keyboard.press('Enter')
    await page.getByText('It was not sent: the body must be JSON').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('t')
    await page.getByRole('dialog', { name: 'Tamper with this call' }).waitFor()
    expect(await page.getByRole('combobox', { name: 'Fault' }).inputValue()).toBe('altered-body')
    await tabTo(page, 'button', 'Send')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'payment#sent-1' }).waitFor()
    expect(source.sent).toEqual([
      { platform: 'wallet', api: 'pay', body: paySample.body, fault: 'altered-body' },
    ])
  })
})
