import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { freshNotification } from '../../tools/alipay/fresh-messages.ts'
import { send, signRequest } from '../../tools/alipay/signed-request.ts'
import { processesWith } from '../local/processes.ts'
import { startProcess } from '../local/started-process.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'

const program = join(import.meta.dirname, '../../tools/cli.ts')
const piped = [process.execPath, program, 'start', '--no-demo'] as const
const onScreen = ['script', '-qec', `stty cols 100; exec ${piped.join(' ')}`, '/dev/null'] as const
const RED = '\x1b[31m'

/** Starts it, sends a notification and a forgery, and gives back all that it printed. */
async function printedBy(command: readonly [string, ...string[]], options: readonly string[] = []) {
  const dir = temporaryFolder()
  const started = await startProcess({
    dir,
    env: { TERM: 'xterm' },
    command: [...command, ...options] as [string, ...string[]],
  })
  await started.until('listens on')
  const { antom } = JSON.parse(readFileSync(join(dir, 'senders.json'), 'utf8'))
  const genuine = signRequest(antom, freshNotification('antom', 'screen'))
  await send(genuine)
  await send({ ...genuine, body: Buffer.from(`${genuine.body}\n`) })
  return { ...started, dir }
}

it('prints no colours where it is piped, and says all in one line below', async () => {
  const { out, err, until } = await printedBy(piped)
  await until('a newline was added')
  expect([...out, ...err].join('')).not.toContain('\x1b')
  expect(out.filter((line) => /^\d\d:\d\d:\d\d /.test(line))).toHaveLength(2)
})

it.skipIf(!existsSync('/usr/bin/script'))(
  'paints what went wrong on a screen, and leaves it at its end',
  async () => {
    const { out, until, child, dir } = await printedBy(onScreen)
    await until('a newline was added')
    expect(out.find((line) => line.includes('refused  '))).toContain(RED)
    expect(out.find((line) => line.includes('accepted '))).not.toContain(RED)
    child.kill('SIGTERM')
    await expect.poll(() => processesWith(dir), { timeout: 10_000 }).toEqual([])
  },
)

it('says nothing but where it listens to a script that wants it quiet', async () => {
  const { out, err, child, ended } = await printedBy(piped, ['--quiet'])
  child.kill('SIGINT')
  expect(await ended).toBe(0)
  expect(out).toEqual([expect.stringMatching(/^The receiver listens on http/)])
  expect(err).toEqual([])
})

it('says in one line that it cannot record', async () => {
  const dir = temporaryFolder()
  const record = join(dir, 'none', 'calls.ndjson')
  const { err, out, ended } = await startProcess({
    dir: join(dir, 'local'),
    command: [...piped, '--record', record],
  })
  expect(await ended).toBe(1)
  expect(err).toEqual([expect.stringMatching(/^--record: ENOENT/)])
  expect(out).toEqual([])
})
