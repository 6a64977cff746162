import type { Terminal } from '../../tools/terminal/terminal.ts'

/** A terminal that is no screen, and keeps what it is given. */
export function fakeTerminal() {
  const printed: string[] = []
  const noted: string[] = []
  const terminal: Terminal = {
    isScreen: false,
    print: (line) => void printed.push(line),
    json: (value) => void printed.push(JSON.stringify(value)),
    note: (line) => void noted.push(line),
    paint: (_, text) => text,
  }
  return { ...terminal, printed, noted }
}
