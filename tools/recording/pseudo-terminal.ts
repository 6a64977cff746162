import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { quote } from 'shlex'
import { problem } from '../terminal/problem.ts'
import { type Line, linesOn, textOf } from './screen.ts'

/** A program that runs on a terminal nobody looks at. */
export interface Running {
  /** What stands on its terminal. */
  lines(): readonly Line[]
  /** Resolves when a line from the row on fits, or none is asked for; throws a problem where it ends or takes too long. */
  until(line: RegExp | undefined, row: number, withinMs: number): Promise<void>
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
  const ended = once(child, 'close').then(([code]) => code)
  const lines = () => linesOn(columns, written)
  return {
    lines,
    async until(line, row, withinMs) {
      if (line) await untilIn(child, () => lines().slice(row).map(textOf), line, withinMs)
    },
    interrupt: () => void child.stdin.write('\u0003'),
    ended,
  }
}

async function untilIn(
  { stdout }: ChildProcessWithoutNullStreams,
  texts: () => readonly string[],
  line: RegExp,
  withinMs: number,
): Promise<void> {
  const signal = AbortSignal.timeout(withinMs)
  const over = once(stdout, 'end', { signal }).then(
    () => true,
    () => true,
  )
  while (!texts().some((text) => line.test(text))) {
    const isOver = await Promise.race([
      over,
      once(stdout, 'data', { signal }).then(
        () => false,
        () => true,
      ),
    ])
    if (isOver) throw problem([`no line fits ${line}:`, ...texts()].join('\n'))
  }
}
