import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { type Listener, listenersOf } from './listeners.ts'
import { startProcess } from './started-process.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** The inspector is for a page, its own alone: test/inspect/server.test.ts. */
const quietly = ['npm', 'start', '--', '--no-demo', '--no-inspector'] as const

type Headers = Readonly<Record<string, string>>

/** What a page makes a browser send: by fetch, by a form, and after its name was bound to 127.0.0.1. */
const ofPages = (own: string): readonly Headers[] => [
  { Host: 'evil.example' },
  { Host: `evil.example:${own.split(':')[1]}` },
  { Host: `localhost.evil.example:${own.split(':')[1]}` },
  { Host: `127.0.0.1.evil.example` },
  { Host: `[::1].evil.example` },
  { Host: own, Origin: 'https://evil.example' },
  { Host: own, Origin: 'null' },
  { Host: own, Origin: `http://${own}` },
  ...['cross-site', 'same-site', 'same-origin'].map((site) => ({ Host: own, 'Sec-Fetch-Site': site })),
]

/** What a program on this machine sends. */
const ofPrograms = (own: string): readonly Headers[] => [
  { Host: own },
  { Host: `LOCALHOST:${own.split(':')[1]}` },
  { Host: '[::1]:8080' },
  { Host: 'localhost', 'Sec-Fetch-Site': 'none' },
]

/** Asks the stand-in for Secrets Manager for keys; the others refuse that in their own way. */
function statusOf({ host, port }: Listener, method: string, headers: Headers): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>()
  const target = { 'X-Amz-Target': 'secretsmanager.GetSecretValue' }
  request({ host, port, method, agent: false, headers: { ...headers, ...target } }, (incoming) => {
    incoming.resume()
    resolve(incoming.statusCode)
  })
    .on('error', reject)
    .end(method === 'POST' ? '{"SecretId":"alipay-receiver/local/antom"}' : undefined)
  return promise
}

describe.runIf(process.platform === 'linux')('a web page', () => {
  it('is answered by nothing of ours that it can find, and programs are', async () => {
    const dir = temporaryFolder()
    const { until } = await startProcess({ dir, command: quietly })
    await until('What to try next')
    const listeners = listenersOf(dir)
    const ours = listeners.filter(({ host }) => host === '127.0.0.1')
    expect(ours).toHaveLength(4)
    for (const listener of ours) {
      const own = `${listener.host}:${listener.port}`
      for (const method of ['POST', 'GET', 'OPTIONS']) {
        for (const headers of ofPages(own)) {
          expect([own, method, headers, await statusOf(listener, method, headers)]).toEqual([
            own,
            method,
            headers,
            403,
          ])
        }
      }
      for (const headers of ofPrograms(own)) {
        expect([own, headers, await statusOf(listener, 'POST', headers)]).not.toContain(403)
      }
    }
    const [table, ...others] = listeners.filter(({ host }) => host !== '127.0.0.1')
    expect(others).toEqual([])
    // It answers any page that knows where it is.
    expect(table?.host).toMatch(/^127\.\d+\.\d+\.\d+$/)
  })

  it('is not answered by the gateway where a tunnel may call it by the name that it was given', async () => {
    const env = { LOCAL_HOSTS: 'abc.ngrok.app, XYZ.ngrok.app' }
    const { url, until } = await startProcess({ dir: temporaryFolder(), command: quietly, env })
    await until('What to try next')
    const gateway = { host: '127.0.0.1', port: Number(new URL(url).port) }
    expect(await statusOf(gateway, 'POST', { Host: 'xyz.ngrok.app' })).toBe(404)
    expect(await statusOf(gateway, 'POST', { Host: 'evil.example' })).toBe(403)
    const Origin = 'https://xyz.ngrok.app'
    expect(await statusOf(gateway, 'POST', { Host: 'xyz.ngrok.app', Origin })).toBe(403)
  })
})
