import { createServer } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { listen } from '../../tools/loopback/ports.ts'
import { describeInBrowser, openTab } from './support/browser.ts'
import { rowOf } from './support/row-of.ts'
import { rowsSource, serve } from './support/rows-source.ts'

/** A page of somebody else's on this machine: the nearest that a foreign page can be. */
async function foreignPage(): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Foreign</title>')
  })
  const port = await listen(server, 0)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${port}/`
}

describeInBrowser('who has the URL, but is not the page', () => {
  it.each([
    ['reads it', (url: string) => `fetch('${url}api/calls').then(() => 'read', () => 'refused')`],
    [
      'listens to it',
      (url: string) => `new Promise((resolve) => {
        const source = new EventSource('${url}api/live')
        source.onopen = () => resolve('read')
        source.onerror = () => resolve('refused')
      })`,
    ],
  ])('is a foreign page that %s: its browser tells it nothing', async (_, program) => {
    const { url } = await serve(rowsSource({ rows: [rowOf(1)] }))
    const { page } = await openTab(await foreignPage())
    expect(await page.evaluate(program(url))).toBe('refused')
  })

  it.each([
    ['asks for it blindly', (url: string) => `fetch('${url}api/calls', { mode: 'no-cors' })`],
    [
      'sends by it',
      (url: string) => `fetch('${url}api/send', { method: 'POST', mode: 'no-cors', body: '{}' })`,
    ],
    [
      'frames it',
      (url: string) =>
        `document.body.append(Object.assign(document.createElement('iframe'), { src: '${url}' }))`,
    ],
  ])('is a foreign page that %s: refused', async (_, program) => {
    const source = rowsSource({ rows: [rowOf(1)] })
    const { url } = await serve(source)
    const { page } = await openTab(await foreignPage())
    const [response] = await Promise.all([
      page.waitForResponse((each) => each.url().startsWith(url)),
      page.evaluate(program(url)),
    ])
    expect(response.status()).toBe(403)
    expect(source.sent).toEqual([])
  })

  it('calls it by a foreign name: refused', async () => {
    const { url } = await serve(rowsSource({ rows: [rowOf(1)] }))
    const { page } = await openTab(await foreignPage())
    const response = await page.goto(url.replace('127.0.0.1', 'rebound.localhost'))
    expect(response?.status()).toBe(403)
    expect(await page.getByText('order-1').count()).toBe(0)
  })
})
