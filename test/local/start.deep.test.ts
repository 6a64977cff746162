import { readFileSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshNotification } from '../../tools/alipay/fresh-messages.ts'
import { send, signRequest } from '../../tools/alipay/signed-request.ts'
import { processesWith } from './processes.ts'
import { startProcess } from './started-process.ts'
import { temporaryFolder } from './temporary-folder.ts'

const program = join(import.meta.dirname, '../../tools/cli.ts')
const node = [process.execPath, program, 'start'] as const
const quietly = ['npm', 'start', '--', '--no-demo'] as const

const senderIn = (dir: string) => JSON.parse(readFileSync(join(dir, 'senders.json'), 'utf8')).antom
const subjectsIn = (dir: string) =>
  new Set(
    readFileSync(join(dir, 'events.ndjson'), 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line).detail.subject),
  )
const nothingLeft = (dir: string) => expect.poll(() => processesWith(dir), { timeout: 10_000 }).toEqual([])

describe('npm start', () => {
  it('demonstrates, stays up, and says what to try next', async () => {
    const dir = temporaryFolder()
    const { out, err, url, until } = await startProcess({ dir })
    await until('What to try next')
    expect(out.filter((line) => line.includes('the signature holds'))).toHaveLength(35)
    expect(out.filter((line) => line.includes('alipay.antom '))).toHaveLength(2)
    expect(err.filter((line) => !line.startsWith('npm '))).toEqual([])
    const reply = await send(signRequest(senderIn(dir), freshNotification('antom', 'next')))
    expect(reply.result?.resultStatus).toBe('S')
    expect(senderIn(dir).url).toBe(`${url}/antom/notify`)
  })

  it('without the demonstration sends nothing', async () => {
    const dir = temporaryFolder()
    const { out, until } = await startProcess({ dir, command: quietly })
    await until('What to try next')
    expect(out.filter((line) => line.includes('HTTP 200'))).toEqual([])
    expect(statSync(join(dir, 'events.ndjson')).size).toBe(0)
  })

  it('has written the senders and the secrets before its port opens', async () => {
    const dir = temporaryFolder()
    const { url } = await startProcess({ dir, command: quietly })
    await expect.poll(() => accepts(url), { interval: 5, timeout: 10_000 }).toBe(true)
    expect(senderIn(dir)).toMatchObject({ url: `${url}/antom/notify`, clientId: 'LOCAL_ANTOM' })
    expect(JSON.parse(readFileSync(join(dir, 'secrets', 'antom.json'), 'utf8'))).toHaveProperty(
      'clients.LOCAL_ANTOM',
    )
  })

  it('listens on this machine only', async () => {
    const dir = temporaryFolder()
    const { url, until } = await startProcess({ dir, command: quietly })
    await until('What to try next')
    expect(await accepts(url)).toBe(true)
    expect(await accepts(url.replace('127.0.0.1', '127.0.0.2'))).toBe(false)
  })
})

describe('the end', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s, twice, is clean', async (signal) => {
    const dir = temporaryFolder()
    const { child, err, until, ended } = await startProcess({ dir, command: [...node, '--no-demo'] })
    await until('What to try next')
    child.kill(signal)
    child.kill(signal)
    expect(await ended).toBe(0)
    expect(err).toEqual([])
    await nothingLeft(dir)
  })

  it('by Ctrl-C in a terminal, where npm hands the signal on once more, leaves no process', async () => {
    const dir = temporaryFolder()
    const { child, until, ended } = await startProcess({ dir, command: quietly })
    await until('What to try next')
    process.kill(-Number(child.pid), 'SIGINT')
    await ended
    await nothingLeft(dir)
  })

  it('in the middle of the demonstration is clean too', async () => {
    const dir = temporaryFolder()
    const { child, err, until, ended } = await startProcess({ dir, command: node })
    await until('antom: POST')
    child.kill('SIGINT')
    expect(await ended).toBe(0)
    expect(err).toEqual([])
    await nothingLeft(dir)
  })

  it.each(['SIGTERM', 'SIGKILL'] as const)('of npm alone by %s ends everything', async (signal) => {
    const dir = temporaryFolder()
    const { child, until } = await startProcess({ dir, command: quietly })
    await until('What to try next')
    child.kill(signal)
    await nothingLeft(dir)
  })

  it('by kill -9 loses nothing: what was answered is delivered after the next start', async () => {
    const dir = temporaryFolder()
    const first = await startProcess({ dir, command: quietly })
    await first.until('What to try next')
    const sender = senderIn(dir)
    const answered = new Set<string>()
    const sending = Array.from({ length: 40 }, async (_, n) => {
      const body = freshNotification('antom', `run${n}`)
      const reply = await send(signRequest(sender, body))
      if (reply.result?.resultStatus !== 'S') return
      answered.add(`payment#${JSON.parse(body).paymentRequestId}`)
      if (answered.size === 20) process.kill(-Number(first.child.pid), 'SIGKILL')
    })
    await Promise.allSettled(sending)
    await first.ended
    await nothingLeft(dir)
    expect(answered.size).toBeGreaterThanOrEqual(20)
    const second = await startProcess({ dir, command: quietly })
    await second.until('listens')
    const missing = () => [...answered].filter((subject) => !subjectsIn(dir).has(subject))
    await expect.poll(missing, { timeout: 10_000 }).toEqual([])
  })
})

describe('what is wrong is told in one line, and the exit code is 1:', () => {
  it.each<[string, Record<string, string>, readonly string[], RegExp]>([
    ['a port', { PORT: 'http' }, [], /^PORT must be a number up to 65535, not "http"$/],
    ['a port of the inspector', { INSPECTOR_PORT: '-1' }, [], /^INSPECTOR_PORT must be a number up to 65535/],
    ['a port out of range', { PORT: '65536' }, [], /^PORT must be a number/],
    ['a setting', { MAX_AGE_HOURS: 'two' }, [], /^MAX_AGE_HOURS must be/],
    ['settings that contradict each other', { RETENTION_DAYS: '1' }, [], /^RETENTION_DAYS \(1\) must exceed/],
    ['a folder', { LOCAL_DIR: '/dev/null/x' }, [], /^LOCAL_DIR cannot be used/],
    ['a folder that none can make', { LOCAL_DIR: '/proc/foo' }, [], /^LOCAL_DIR cannot be used: ENOENT/],
    ['a host', { LOCAL_HOSTS: 'https://abc.ngrok.app' }, [], /^LOCAL_HOSTS must be names of hosts/],
    ['a backend', { BACKEND_URL: 'backend' }, [], /^BACKEND_URL must be/],
    ['a DynamoDB', { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' }, [], /^no DynamoDB answers/],
  ])('%s', async (_, env, args, line) => {
    const { out, err, ended } = await startProcess({
      dir: temporaryFolder(),
      command: [...node, ...args],
      env,
    })
    expect(await ended).toBe(1)
    expect(err).toEqual([expect.stringMatching(line)])
    expect(out).toEqual([])
  })

  it('a port that is taken, a folder that is in use', async () => {
    const dir = temporaryFolder()
    const { url, until } = await startProcess({ dir, command: quietly })
    await until('What to try next')
    const sameFolder = await startProcess({ dir, command: node })
    expect(await sameFolder.ended).toBe(1)
    expect(sameFolder.err).toEqual([expect.stringMatching(/^another local stack is running in /)])
    const { port } = new URL(url)
    const samePort = await startProcess({ dir: temporaryFolder(), command: node, env: { PORT: port } })
    expect(await samePort.ended).toBe(1)
    expect(samePort.err).toEqual([`port ${port} is taken: stop what listens there, or choose another PORT`])
  })
})

function accepts(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url)
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = connect(Number(port), hostname)
  socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
  return promise.finally(() => socket.destroy())
}
