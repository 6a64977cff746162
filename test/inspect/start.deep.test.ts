import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freePort } from '../../tools/loopback/ports.ts'
import { startProcess } from '../local/started-process.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'

const quietly = ['npm', 'start', '--', '--no-demo'] as const
const urlFile = (dir: string) => join(dir, 'inspector-url')

describe('npm start', () => {
  it('prints the URL of its inspector before it plays and after, and takes it away at its end', async () => {
    const dir = temporaryFolder()
    const port = String(await freePort())
    const env = { INSPECTOR_PORT: port }
    const { out, until, child, ended } = await startProcess({ dir, command: quietly, env })
    await until('What to try next')
    const url = readFileSync(urlFile(dir), 'utf8').trim()
    expect(out.filter((line) => line.includes(url))).toEqual([
      `Look inside: ${url}`,
      `It stays up until Ctrl-C. Look inside: ${url}`,
    ])
    expect([new URL(url).hostname, new URL(url).port]).toEqual(['127.0.0.1', port])
    expect(statSync(urlFile(dir)).mode & 0o777).toBe(0o600)
    const page = await fetch(url)
    expect([page.status, await page.text()]).toEqual([200, expect.stringMatching(/^<!doctype html>/)])
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'sha256-/)
    const place = await (await fetch(`${url}api/place`)).json()
    expect(place).toMatchObject({ name: 'this machine', canSend: true })
    process.kill(Number(child.pid), 'SIGTERM')
    expect(await ended).not.toBe(1)
    expect(existsSync(urlFile(dir))).toBe(false)
  })

  it('with --quiet keeps the URL in a file alone', async () => {
    const dir = temporaryFolder()
    const command = [...quietly, '--quiet'] as const
    const { out, until } = await startProcess({ dir, command })
    await until('listens')
    await expect.poll(() => existsSync(urlFile(dir)), { timeout: 10_000 }).toBe(true)
    expect((await fetch(readFileSync(urlFile(dir), 'utf8').trim())).status).toBe(200)
    expect(out.join()).not.toContain('Look inside')
  })

  it('opens none where none is wanted, and none beside another at one port', async () => {
    const dir = temporaryFolder()
    const without = await startProcess({ dir, command: [...quietly, '--no-inspector'] })
    await without.until('What to try next')
    expect([without.out.join().includes('Look inside'), existsSync(urlFile(dir))]).toEqual([false, false])
    const { port } = new URL(without.url)
    const taken = await startProcess({
      dir: temporaryFolder(),
      command: quietly,
      env: { INSPECTOR_PORT: port },
    })
    expect(await taken.ended).toBe(1)
    expect(taken.err).toEqual([
      `port ${port} is taken: stop what listens there, or choose another INSPECTOR_PORT`,
    ])
  })
})
