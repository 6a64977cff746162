import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { startInspected } from '../inspect/local-inspector.ts'
import { describeInBrowser, openTab } from './support/browser.ts'
import { serve } from './support/rows-source.ts'

const docs = join(import.meta.dirname, '../../docs')
/** The README shows the pictures. */
const MAX_PICTURE_BYTES = 200_000
const PATIENCE = { timeout: 120_000 }

/** Chooses in the dialog that is open, and sends. */
async function sendFrom(page: Page, { platform, api, fault }: Record<'platform' | 'api' | 'fault', string>) {
  await page.getByRole('button', { name: 'Send a sample' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Platform' }).selectOption(platform)
  await dialog.getByRole('combobox', { name: 'API' }).selectOption(api)
  await dialog.getByRole('combobox', { name: 'Fault' }).selectOption(fault)
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

const sections = (page: Page) => page.locator('.section h3').allTextContents()

describeInBrowser('the page of the local stack', async () => {
  const { source } = await startInspected()

  it('sends a notification, and shows it to its event', PATIENCE, async () => {
    const { url } = await serve(source)
    const { page, offences } = await openTab(url)
    await sendFrom(page, { platform: 'antom', api: 'notifyPayment', fault: '' })
    await page.getByRole('heading', { name: 'accepted antom notifyPayment' }).waitFor()
    await page.getByRole('heading', { name: 'Event', exact: true }).waitFor()
    expect(await sections(page)).toEqual(
      expect.arrayContaining(['Way of the message', 'Request', 'Signed text', 'Answer', 'Receipt', 'Event']),
    )
    await page.locator('.timeline li').first().waitFor()
    await page.getByRole('button', { name: 'Copy as curl' }).waitFor()
    await page.getByRole('button', { name: 'Send again' }).click()
    await page.getByRole('heading', { name: 'repeated antom notifyPayment' }).waitFor()
    await page.locator('.timeline li').first().waitFor()
    expect(offences).toEqual([])
  })

  it('tampers with it: refused, and the doctor says why', PATIENCE, async () => {
    const { url } = await serve(source)
    const { page, offences } = await openTab(url)
    await sendFrom(page, { platform: 'antom', api: 'notifyPayment', fault: 'stage-signed' })
    await page.getByRole('heading', { name: 'refused antom' }).waitFor()
    await page.getByText('The doctor says').waitFor()
    expect(await page.locator('.verdict').textContent()).toMatch(/prod/)
    await page.getByRole('button', { name: 'Edit and send' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByRole('heading', { name: 'accepted antom notifyPayment' }).waitFor()
    expect(offences).toEqual([])
  })

  it('sends a command, and shows the journal and what the backend was asked', PATIENCE, async () => {
    const { url } = await serve(source)
    const { page, offences } = await openTab(url)
    await sendFrom(page, { platform: 'wallet', api: 'pay', fault: '' })
    await page.getByRole('heading', { name: 'wallet pay' }).waitFor()
    await page.getByRole('heading', { name: 'Journal' }).waitFor()
    expect(await sections(page)).toEqual(expect.arrayContaining(['Backend', 'Journal', 'Answer']))
    expect(offences).toEqual([])
  })

  it.runIf(process.env.PICTURES)(
    'has its pictures in docs/, each small enough for the README',
    PATIENCE,
    async () => {
      const { actions } = source
      if (!actions) throw new Error('the local stack can send')
      const samples = actions.samples()
      for (let round = 0; round < 3; round++) {
        for (const { platform, api } of samples.filter((_, index) => index % 4 === round)) {
          const fresh = actions.samples().find((each) => each.platform === platform && each.api === api)
          if (fresh) await actions.send(fresh)
        }
      }
      const { url } = await serve(source)
      const refused = await openTab(url, { colorScheme: 'light', viewport: { width: 1160, height: 680 } })
      await sendFrom(refused.page, { platform: 'antom', api: 'notifyPayment', fault: 'stage-signed' })
      await refused.page.getByText('The doctor says').waitFor()
      await picture(refused.page, 'inspector-light.png')
      const paid = await openTab(url, { colorScheme: 'dark', viewport: { width: 1160, height: 680 } })
      await sendFrom(paid.page, { platform: 'wallet', api: 'pay', fault: '' })
      await paid.page.getByRole('heading', { name: 'Journal' }).waitFor()
      await picture(paid.page, 'inspector-dark.png')
      expect([...refused.offences, ...paid.offences]).toEqual([])
    },
  )
})

/** Made only where PICTURES asks for them: every run has other times. */
async function picture(page: Page, name: string): Promise<void> {
  await page.locator('.notice:not(:empty)').waitFor({ state: 'hidden' })
  const bytes = await page.screenshot({ animations: 'disabled' })
  expect(bytes.length).toBeLessThan(MAX_PICTURE_BYTES)
  writeFileSync(join(docs, name), bytes)
}
