import { runCli } from '../../tools/cli/run-cli.ts'
import type { Terminal } from '../../tools/terminal/terminal.ts'

/** A terminal that keeps what is said; on a screen it paints. */
export function capturedTerminal(isScreen = false) {
  const out: string[] = []
  const err: string[] = []
  const terminal: Terminal = {
    isScreen,
    print: (line) => void out.push(line),
    json: (value) => void out.push(JSON.stringify(value)),
    note: (line) => void err.push(line),
    paint: (_, text) => (isScreen ? `\x1b[1m${text}\x1b[22m` : text),
  }
  return { terminal, out, err }
}

/** Runs a command line in this process: its exit code, and what it said. */
export async function runLine(...line: readonly string[]) {
  const { terminal, out, err } = capturedTerminal()
  const code = await runCli(line, terminal)
  return { code, out, err }
}
