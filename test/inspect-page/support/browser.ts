import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core'
import { afterAll, describe, it, onTestFinished } from 'vitest'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The first browser in PATH. */
const executablePath = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => names.map((name) => join(folder, name)))
  .find(isExecutable)

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Tests in a real browser, one for all of a file. Where there is none they are skipped, and their name says so. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (!executablePath) {
    // Not even prepared: a stack that is started for skipped tests would be stopped by nobody.
    it.skip(`${name}: SKIPPED, neither ${names.join(' nor ')} is in PATH`, () => undefined)
    return
  }
  afterAll(async () => (await launched)?.close())
  describe(name, tests)
}

let launched: Promise<Browser> | undefined

function browser(): Promise<Browser> {
  launched ??= chromium.launch({
    executablePath: executablePath ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  return launched
}

export interface Tab {
  readonly page: Page
  /** What a page that is as it should be never does: dialogs, errors, violations of the policy, requests to elsewhere. */
  readonly offences: string[]
}

/** A page at this URL, with nothing that another page stored; it goes with the test. */
export async function openTab(url: string, options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await (await browser()).newContext({ viewport: { width: 1280, height: 800 }, ...options })
  onTestFinished(() => context.close())
  // Sooner than the test's own, so that a failure names the step.
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const offences: string[] = []
  watch(context, page, new URL(url).origin, offences)
  await page.goto(url)
  return { page, offences }
}

function watch(context: BrowserContext, page: Page, origin: string, offences: string[]): void {
  page.on('dialog', async (dialog) => {
    offences.push(`dialog: ${dialog.message()}`)
    await dialog.dismiss()
  })
  page.on('pageerror', (error) => offences.push(`error: ${error.message}`))
  page.on('console', (message) => {
    // Violations of the policy come here too; a server that is gone is the page's to say.
    if (message.type() === 'error' && !/net::ERR|Failed to load resource/.test(message.text())) {
      offences.push(`console: ${message.text()}`)
    }
  })
  page.on('popup', (popup) => offences.push(`popup: ${popup.url()}`))
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== origin && !request.url().startsWith('data:')) {
      offences.push(`request: ${request.url()}`)
    }
  })
}

/** The call in the list of which one text ends so. */
export function rowWith(page: Page, text: string): Locator {
  return page.locator('[data-call]').filter({ hasText: new RegExp(`${text} `) })
}
