import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort, hiddenHost } from '../loopback/ports.ts'
import { problem } from '../terminal/problem.ts'
import { findDynoxide, type Host } from './find-dynoxide.ts'

const isWindows = process.platform === 'win32'
const root = join(import.meta.dirname, '../..')

export interface Dynoxide {
  readonly url: string
  /** Resolves when the process has ended, wanted or not. */
  readonly ended: Promise<unknown>
  stop(): Promise<void>
}

/**
 * Ends dynoxide when our end of the pipe closes, however we end, kill -9 included. What dynoxide prints ends when
 * dynoxide ends, not with this shell. What it writes is the owner's alone.
 */
const WATCHDOG = `
umask 077
exec 3<&0
"$0" "$@" </dev/null 3<&- &
exec >/dev/null 2>&1
cat <&3
kill $!
wait $!
`

/**
 * Starts the embedded DynamoDB, its data in the file. It answers every web page that asks and has no switch for it: on
 * Linux it listens where none can find it; elsewhere it has a random port of 127.0.0.1 only. Throws a problem
 * where this host has no dynoxide, or it does not start.
 */
export async function startDynoxide(file: string): Promise<Dynoxide> {
  const host = hiddenHost()
  const port = await freePort(0, host)
  const args = ['--host', host, '--port', String(port), '--db-path', file]
  const child = launch(findDynoxide(thisHost()), args)
  child.stdin.on('error', () => undefined)
  const exited = once(child, 'exit')
  const lines = createInterface({ input: child.stderr })
  const ended = once(lines, 'close')
  const said: string[] = []
  const listening = new Promise<boolean>((resolve) => {
    lines.on('line', (line) => (line.includes('listening') ? resolve(true) : said.push(line)))
    lines.on('close', () => resolve(false))
  })
  if (!(await listening)) throw problem(`the embedded DynamoDB does not start: ${said.join(' ')}`)
  return {
    url: `http://${host}:${port}`,
    ended,
    async stop() {
      if (isWindows) child.kill()
      else child.stdin.end()
      await exited
    },
  }
}

/** Windows has no `sh`, hence no watchdog: there dynoxide outlives an owner that is killed. Nobody has tried it. */
function launch(program: string, args: readonly string[]) {
  const [command, ...rest] = isWindows ? [program, ...args] : ['sh', '-c', WATCHDOG, program, ...args]
  return spawn(command, rest, {
    stdio: ['pipe', 'ignore', 'pipe'],
    // Ctrl-C must not reach it: invocations that still run need their table.
    detached: true,
    windowsHide: true,
  })
}

function thisHost(): Host {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return {
    platform: process.platform,
    arch: process.arch,
    path: process.env.PATH ?? '',
    modules: join(root, 'node_modules'),
    version: optionalDependencies['@dynoxide/linux-x64'],
  }
}
