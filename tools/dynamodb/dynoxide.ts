import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort, hiddenHost } from '../loopback/ports.ts'
import { startProblem } from '../loopback/start-problem.ts'

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
const watchdog = `
umask 077
exec 3<&0
"$0" "$@" </dev/null 3<&- &
exec >/dev/null 2>&1
cat <&3
kill $!
wait $!
`

/**
 * Starts the embedded DynamoDB, its data in the file. It answers every web page that asks and has no switch for it: so it
 * listens where none can find it. The packages are of Linux alone, which has such addresses.
 */
export async function startDynoxide(file: string): Promise<Dynoxide> {
  const host = hiddenHost()
  const port = await freePort(0, host)
  const args = ['--host', host, '--port', String(port), '--db-path', file]
  const child = spawn('sh', ['-c', watchdog, findDynoxide(), ...args], {
    stdio: ['pipe', 'ignore', 'pipe'],
    // Ctrl-C must not reach it: invocations that still run need their table.
    detached: true,
  })
  child.stdin.on('error', () => undefined)
  const exited = once(child, 'exit')
  const lines = createInterface({ input: child.stderr })
  const ended = once(lines, 'close')
  const said: string[] = []
  const listening = new Promise<boolean>((resolve) => {
    lines.on('line', (line) => (line.includes('listening') ? resolve(true) : said.push(line)))
    lines.on('close', () => resolve(false))
  })
  if (!(await listening)) throw startProblem(`the embedded DynamoDB does not start: ${said.join(' ')}`)
  return {
    url: `http://${host}:${port}`,
    ended,
    async stop() {
      child.stdin.end()
      await exited
    },
  }
}

function findDynoxide(): string {
  try {
    const manifest = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json')
    return join(dirname(manifest), 'dynoxide')
  } catch {
    throw startProblem(
      'the embedded DynamoDB comes for Linux on x64 only: run another, such as dynoxide or amazon/dynamodb-local, and set AWS_ENDPOINT_URL_DYNAMODB to its URL',
    )
  }
}
