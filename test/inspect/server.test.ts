import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { CallRow } from '../../tools/inspect/view.ts'
import { problem } from '../../tools/terminal/problem.ts'
import { PAGE } from './local-inspector.ts'
import { openWithRows, rowOf } from './sources.ts'

interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

interface Answered {
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
}

/** As `fetch` would not: any Host, any Origin. */
function ask(url: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>()
  request(url, { method, headers, agent: false }, async (response) => {
    const chunks = await response.toArray()
    resolve({
      status: response.statusCode,
      headers: response.headers,
      text: Buffer.concat(chunks).toString(),
    })
  })
    .on('error', reject)
    .end(body)
  return promise
}

describe('the server of the inspector', () => {
  it('gives its page to whoever has the URL, under its own policy', async () => {
    const { url } = await openWithRows()
    const { status, headers, text } = await ask(url)
    expect([status, text]).toEqual([200, PAGE.html])
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': PAGE.csp,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
  })

  it('makes a new URL each time, with 32 random bytes in it', async () => {
    const tokens = [await openWithRows(), await openWithRows()].map(({ url }) =>
      new URL(url).pathname.slice(1, -1),
    )
    expect(new Set(tokens).size).toBe(2)
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  })

  it('says nothing, not even that it is there, to whoever has another URL', async () => {
    const { url } = await openWithRows()
    const { origin, pathname } = new URL(url)
    const token = pathname.slice(1, -1)
    const others = [
      '',
      'A'.repeat(token.length),
      token.slice(0, -1),
      `${token}A`,
      token.toUpperCase(),
      'api/calls',
      '%ff',
    ]
    for (const other of others) {
      for (const path of ['', 'api/place', 'api/calls', 'api/live']) {
        const { status, headers, text } = await ask(`${origin}/${other}/${path}`)
        expect([other, path, status, text, headers['content-security-policy']]).toEqual([
          other,
          path,
          404,
          '',
          undefined,
        ])
      }
    }
    for (const path of [
      'api',
      'api/',
      'api/calls/',
      'api/calls/%ff',
      'api/nothing',
      '../',
      'api/calls/a/b',
    ]) {
      expect([path, (await ask(`${url}${path}`)).status]).toEqual([path, 404])
    }
    expect((await ask(url, { method: 'POST' })).status).toBe(404)
  })

  it('is not answered by a foreign page or name, and is by its own page', async () => {
    const { url } = await openWithRows()
    const { host, port } = new URL(url)
    const foreign: readonly Asked['headers'][] = [
      { Host: 'evil.example' },
      { Host: `evil.example:${port}` },
      { Host: `127.0.0.1.evil.example:${port}` },
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' },
      { Origin: `http://127.0.0.1:${Number(port) + 1}`, 'Sec-Fetch-Site': 'same-site' },
      { Origin: 'http://evil.example', Host: 'evil.example', 'Sec-Fetch-Site': 'same-origin' },
      { Origin: `http://${host}` },
      { Origin: `http://${host}`, 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ]
    for (const headers of foreign) {
      for (const path of ['', 'api/calls', 'api/live']) {
        const { status, text } = await ask(`${url}${path}`, { headers: headers ?? {} })
        expect([headers, path, status]).toEqual([headers, path, 403])
        expect(text).not.toContain('Inspector')
      }
    }
    const own: readonly Asked['headers'][] = [
      {},
      { 'Sec-Fetch-Site': 'none' },
      { 'Sec-Fetch-Site': 'same-origin' },
      { Origin: `http://${host}`, 'Sec-Fetch-Site': 'same-origin' },
      { Host: `localhost:${port}`, Origin: `http://localhost:${port}`, 'Sec-Fetch-Site': 'same-origin' },
    ]
    for (const headers of own) {
      expect([headers, (await ask(`${url}api/calls`, { headers: headers ?? {} })).status]).toEqual([
        headers,
        200,
      ])
    }
  })

  it('gives rows, details and histories as its source has them, hostile texts as data', async () => {
    const hostile = '</script><script>alert(1)</script>\u2028\u202e"\\'
    const { url, add } = await openWithRows({
      detail: async (id, { whole }) =>
        id === 'a/b ?'
          ? { row: rowOf(id, { why: String(whole) }), request: nothing, steps: [], events: [] }
          : undefined,
      history: async (subject) => [{ at: 1, what: subject }],
    })
    add(rowOf('r1', { about: hostile }))
    add(rowOf('r2'))
    const { text, headers } = await ask(`${url}api/calls`)
    const rows: readonly CallRow[] = JSON.parse(text)
    expect(rows.map(({ id, about }) => [id, about])).toEqual([
      ['r2', 'payment#1'],
      ['r1', hostile],
    ])
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-content-type-options': 'nosniff' })
    const id = encodeURIComponent('a/b ?')
    expect(JSON.parse((await ask(`${url}api/calls/${id}`)).text).row.why).toBe('false')
    expect(JSON.parse((await ask(`${url}api/calls/${id}?whole`)).text).row.why).toBe('true')
    expect((await ask(`${url}api/calls/none`)).status).toBe(404)
    const subject = encodeURIComponent(hostile)
    expect(JSON.parse((await ask(`${url}api/history?subject=${subject}`)).text)).toEqual([
      { at: 1, what: hostile },
    ])
    expect((await ask(`${url}api/history`)).status).toBe(404)
  })

  it('sends nothing where its source only reads', async () => {
    const { url } = await openWithRows()
    const answers = [
      await ask(`${url}api/samples`),
      await ask(`${url}api/send`, { method: 'POST', body: JSON.stringify(message) }),
      await ask(`${url}api/calls/r1/again`, { method: 'POST' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
  })

  it('takes a message of 1 MiB to send and no more, and nothing that is none', async () => {
    const sent: unknown[] = []
    const actions = {
      samples: () => [],
      async send(request: unknown) {
        sent.push(request)
        return { id: 'r1' }
      },
      again: async (id: string) => ({ id: `${id}-again` }),
    }
    const { url } = await openWithRows({ actions })
    const post = (body: string) => ask(`${url}api/send`, { method: 'POST', body })
    expect(JSON.parse((await post(JSON.stringify({ ...message, more: 1 }))).text)).toEqual({ id: 'r1' })
    expect(sent).toEqual([message])
    const room = 1_048_576 - JSON.stringify({ ...message, body: '' }).length
    expect((await post(JSON.stringify({ ...message, body: 'x'.repeat(room) }))).status).toBe(200)
    const tooLong = await post(JSON.stringify({ ...message, body: 'x'.repeat(room + 1) }))
    expect([tooLong.status, tooLong.text]).toEqual([400, expect.stringContaining('1 MiB')])
    for (const wrong of [
      '',
      'null',
      '[]',
      '{',
      JSON.stringify({ ...message, fault: 1 }),
      '{"platform":"antom"}',
    ]) {
      expect([wrong, (await post(wrong)).status]).toEqual([wrong, 400])
    }
    expect(sent).toHaveLength(2)
    const again = await ask(`${url}api/calls/r%201/again`, { method: 'POST' })
    expect(JSON.parse(again.text)).toEqual({ id: 'r 1-again' })
  })

  it('says a problem in its one line, and of a mistake of its own only that there is one', async () => {
    const causes = [problem('sign in to AWS first'), new TypeError('x is not a function')]
    const { url, reported } = await openWithRows({
      rows: async () => {
        throw causes.shift()
      },
    })
    const answers = [await ask(`${url}api/calls`), await ask(`${url}api/calls`)]
    expect(answers.map(({ status, text }) => [status, JSON.parse(text).message])).toEqual([
      [400, 'sign in to AWS first'],
      [500, 'the inspector failed: the terminal says why'],
    ])
    expect(reported).toEqual(['inspector: x is not a function'])
  })
})

const message = { platform: 'antom', api: 'notifyPayment', body: '{}', fault: 'late' }

const nothing = { method: 'POST', target: '/', headers: [], body: { bytes: 0 } }
