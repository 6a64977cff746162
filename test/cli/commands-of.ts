import type { Command } from 'commander'
import { createProgram } from '../../tools/cli/program.ts'
import { verbs } from '../../tools/cli/verbs.ts'
import { capturedTerminal } from './captured-terminal.ts'

/** A command of the one command line, and how it is called. */
interface Named {
  readonly path: readonly string[]
  readonly command: Command
}

/** Every command that a command line can name, the verbs themselves included. */
export async function everyCommand(): Promise<readonly Named[]> {
  const loaded = await Promise.all(verbs.map(({ name }) => loadVerb(name)))
  return loaded.flatMap((verb) => below([], verb))
}

/** A verb as it is when it is asked for. */
export async function loadVerb(name: string): Promise<Command> {
  const program = await createProgram(capturedTerminal().terminal, [name])
  const verb = program.commands.find((one) => one.name() === name)
  if (!verb) throw new Error(`${name} is no verb`)
  return verb
}

function below(above: readonly string[], command: Command): readonly Named[] {
  const path = [...above, command.name()]
  return [{ path, command }, ...command.commands.flatMap((one) => below(path, one))]
}
