import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { quote } from 'shlex'
import { problem } from '../terminal/problem.ts'
import { type Line, linesOn, textOf } from './screen.ts'

/** A program that runs on a terminal nobody looks at. */
export interface Running {
  /** What stands on its terminal. */
  lines(): readonly Line[]
  /** Resolves when a line from the row on fits; throws a problem where it ends before, or takes too long. */
  until(line: RegExp, row: number, withinMs: number): Promise<void>
  /** As somebody would press the key. */
  interrupt(): void
  /** Resolves with its exit code. */
  readonly ended: Promise<number | null>
}

interface Options {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  readonly columns: number
}

/** Runs a program on a pseudo-terminal, which `script` of util-linux opens. */
export function runOnTerminal(command: readonly string[], { cwd, env, columns }: Options): Running {
  const line = `stty cols ${columns} rows 50; exec ${command.map(quote).join(' ')}`
  const child = spawn('script', ['--quiet', '--return', '--flush', '--command', line, '/dev/null'], {
    cwd,
    env,
  })
  let written = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written += text
  })
  const ended = once(child, 'close').then(
    ([code]) => code,
    () =>
      Promise.reject(problem('there is no `script` here: util-linux has it, which opens pseudo-terminals')),
  )
  // A key that nobody reads any more.
  child.stdin.on('error', () => undefined)
  const lines = () => linesOn(columns, written)

  async function until(line: RegExp, row: number, withinMs: number): Promise<void> {
    const texts = () => lines().slice(row).map(textOf)
    const isThere = () => texts().some((text) => line.test(text))
    const { promise: seen, resolve } = Promise.withResolvers<void>()
    const look = () => void (isThere() && resolve())
    child.stdout.on('data', look)
    look()
    await Promise.race([seen, ended, wait(withinMs, undefined, { ref: false })])
    child.stdout.off('data', look)
    if (!isThere()) throw problem([`no line fits ${line}:`, ...texts()].join('\n'))
  }

  return { lines, until, interrupt: () => void child.stdin.write('\u0003'), ended }
}
