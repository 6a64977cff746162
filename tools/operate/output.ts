import { harmless } from '../terminal/harmless.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** What a command shows on stdout: lines for people, or with --json one object a line and nothing else. */
export interface Output {
  /** One thing that is listed or was done, and the lines that say it. */
  show(thing: object, ...lines: readonly string[]): void
  /** What it came to, in a line; with --json it is no answer and goes to stderr. */
  conclude(line: string): void
  /** How far it has come: on stderr each second, where somebody looks. */
  progress(line: string): void
}

const PROGRESS_MS = 1_000

export function linesTo(terminal: Terminal): Output {
  return {
    show(_, ...lines) {
      for (const line of lines) terminal.print(harmless(line))
    },
    conclude: (line) => terminal.print(harmless(line)),
    progress: progressTo(terminal),
  }
}

export function jsonTo(terminal: Terminal): Output {
  return {
    show: (thing) => terminal.json(thing),
    conclude: (line) => terminal.note(harmless(line)),
    progress: progressTo(terminal),
  }
}

function progressTo({ isScreen, note }: Terminal): Output['progress'] {
  let last = performance.now()
  return (line) => {
    if (!isScreen || performance.now() - last < PROGRESS_MS) return
    last = performance.now()
    note(line)
  }
}
