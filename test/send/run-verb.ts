import { createProgram } from '../../tools/cli/program.ts'
import type { Terminal } from '../../tools/terminal/terminal.ts'

/** What a verb said, and the line with which it failed; undefined where it did not. */
export interface Said {
  readonly out: string
  readonly notes: readonly string[]
  /** What a program reads. */
  readonly json: readonly Json[]
  readonly failure: string | undefined
}

type Json = ReturnType<typeof JSON.parse>

/** Runs the command line in this process, as it is piped. */
export async function runVerb(...args: readonly string[]): Promise<Said> {
  const lines: string[] = []
  const notes: string[] = []
  const json: Json[] = []
  const terminal: Terminal = {
    isScreen: false,
    print: (line) => void lines.push(line),
    json: (value) => void json.push(JSON.parse(JSON.stringify(value))),
    note: (line) => void notes.push(line),
    paint: (_, text) => text,
  }
  const program = await createProgram(terminal, args)
  const quiet = { writeErr: () => undefined, writeOut: () => undefined, outputError: () => undefined }
  for (const command of [program, ...program.commands]) command.configureOutput(quiet)
  const said = (failure: string | undefined) => ({ out: lines.join('\n'), notes, json, failure })
  try {
    await program.parseAsync([...args], { from: 'user' })
    return said(undefined)
  } catch (cause) {
    return said(cause instanceof Error ? cause.message : String(cause))
  }
}
