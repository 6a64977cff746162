import { setTimeout as wait } from 'node:timers/promises'
import type { Terminal } from '../terminal/terminal.ts'

/** One order for all that a running program prints, on a terminal that may be slow, or stopped: nobody waits for it. */
export interface Writer {
  print(text: string): void
  /** Beside what was asked for: what went wrong. */
  note(line: string): void
  /** On a screen alone, and where the last thing that was written is one short line: takes its place. */
  replace(line: string): void
  readonly isScreen: boolean
  /** How much was written so far: still the same number, still the same last line. */
  written(): number
  /** Whether the terminal is far behind: what it is given now only waits. */
  isBusy(): boolean
  /** Resolves when the terminal has all of it, or after a second. */
  drained(): Promise<void>
}

/** Takes a text and calls back when the terminal has it. */
type Sink = (text: string, done: () => void) => void

const UP_AND_ERASE = '\x1b[1A\x1b[2K'
const MAX_WAITING = 64
/** A terminal that was stopped must not keep the program from its end. */
const DRAINING_MS = 1_000

export function createWriter({ isScreen, note }: Pick<Terminal, 'isScreen' | 'note'>, sink: Sink): Writer {
  let waiting = 0
  let written = 0

  function write(text: string): void {
    waiting++
    written++
    sink(text, () => waiting--)
  }

  return {
    print: (text) => write(`${text}\n`),
    note(line) {
      written++
      note(line)
    },
    replace: (line) => write(`${UP_AND_ERASE}${line}\n`),
    isScreen,
    written: () => written,
    isBusy: () => waiting >= MAX_WAITING,
    async drained() {
      const { promise, resolve } = Promise.withResolvers<void>()
      sink('', resolve)
      await Promise.race([promise, wait(DRAINING_MS, undefined, { ref: false })])
    },
  }
}
