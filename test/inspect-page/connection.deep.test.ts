import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { listen } from '../../tools/loopback/ports.ts'
import { describeInBrowser, openTab, rowWith } from './support/browser.ts'
import { rowOf } from './support/row-of.ts'
import { rowsSource, serve } from './support/rows-source.ts'

const rows = Array.from({ length: 5 }, (_, number) => rowOf(5 - number))

/** A way to the server that can be cut, as by a laptop that sleeps. */
async function cuttable(target: URL) {
  function forward(): Server {
    return createServer((incoming, outgoing) => {
      const { url: path, method, headers } = incoming
      const to = { host: target.hostname, port: target.port, path, method, headers }
      const onward = request(to, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      })
      onward.on('error', () => outgoing.destroy())
      outgoing.on('close', () => onward.destroy())
      incoming.pipe(onward)
    })
  }
  async function cut(): Promise<void> {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  let server = forward()
  const port = await listen(server, 0)
  onTestFinished(cut)
  return {
    url: `http://127.0.0.1:${port}${target.pathname}`,
    cut,
    async mend(): Promise<void> {
      server = forward()
      await listen(server, port)
    },
  }
}

describeInBrowser('the connection', () => {
  it('says that it is broken, and has each call once when it comes back', async () => {
    const source = rowsSource({ rows })
    const way = await cuttable(new URL((await serve(source)).url))
    const { page, offences } = await openTab(way.url)
    await page.getByText('live', { exact: true }).waitFor()
    await way.cut()
    await page.getByText('The inspector does not answer.').waitFor()
    source.add(rowOf(6), rowOf(7))
    await way.mend()
    await rowWith(page, 'payment#order-7').waitFor()
    await page.getByText('7 calls', { exact: true }).waitFor()
    await page.getByText('The inspector does not answer.').waitFor({ state: 'hidden' })
    expect(offences).toEqual([])
  })

  it('says so where another inspector is at the port: its URL has another token', async () => {
    const first = await serve(rowsSource({ rows }))
    const { page } = await openTab(first.url)
    await page.getByText('live', { exact: true }).waitFor()
    await first.close()
    await serve(rowsSource(), Number(new URL(first.url).port))
    await page.getByText('This URL is not served any more').waitFor()
    await page.getByText('5 calls', { exact: true }).waitFor()
  })

  it('is let go by a tab that nobody sees, which has what came when it is seen again', async () => {
    const source = rowsSource({ rows })
    const { page } = await openTab((await serve(source)).url)
    await page.getByText('live', { exact: true }).waitFor()
    const turn = (isHidden: boolean) =>
      page.evaluate(`Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))`)
    for (const number of [6, 7]) {
      const end = page.waitForEvent('requestfailed', (request) => request.url().includes('api/live'))
      await turn(true)
      await end
      source.add(rowOf(number))
      await turn(false)
      await rowWith(page, `payment#order-${number}`).waitFor()
    }
    await page.getByText('7 calls', { exact: true }).waitFor()
  })

  it('says in words that nobody answers a send', async () => {
    const way = await cuttable(new URL((await serve(rowsSource({ rows }))).url))
    const { page } = await openTab(`${way.url}#call=call-3`)
    const sendAgain = page.getByRole('button', { name: 'Send again' })
    await sendAgain.waitFor()
    await way.cut()
    await sendAgain.click()
    await page.getByText('It was not sent again: the inspector does not answer.').waitFor()
    await way.mend()
  })
})
