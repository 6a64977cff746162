import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { freePort } from '../../tools/loopback/ports.ts'

export interface Started {
  readonly child: ChildProcessWithoutNullStreams
  readonly url: string
  /** What it has printed so far. */
  readonly out: readonly string[]
  readonly err: readonly string[]
  /** Resolves when a line with the text is printed, rejects when the process ends before. */
  until(text: string): Promise<void>
  /** Resolves with the exit code, null after a signal. */
  readonly ended: Promise<number | null>
}

interface Options {
  readonly command?: readonly [string, ...string[]]
  readonly dir: string
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Starts the local stack as a user does, on a free port, in a process group of its own; killed with the test. */
export async function startProcess({
  command = ['npm', 'start'],
  dir,
  cwd,
  env = {},
}: Options): Promise<Started> {
  const port = String(await freePort())
  const { PATH = '', HOME = '' } = process.env
  const [program, ...args] = command
  const child = spawn(program, args, {
    detached: true,
    cwd,
    env: { PATH, HOME, PORT: port, LOCAL_DIR: dir, ...env },
  })
  const out: string[] = []
  const err: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => err.push(line))
  const lines = createInterface({ input: child.stdout }).on('line', (line) => out.push(line))
  const ended = once(child, 'close').then(([code]) => code)
  onTestFinished(async () => {
    killGroup(Number(child.pid))
    await ended
  })

  async function until(text: string): Promise<void> {
    while (!out.some((line) => line.includes(text))) {
      const code = await Promise.race([ended, once(lines, 'line')])
      if (!Array.isArray(code)) throw new Error(`ended with ${code}: ${[...out, ...err].join('\n')}`)
    }
  }
  return { child, url: `http://127.0.0.1:${port}`, out, err, until, ended }
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause
  }
}
