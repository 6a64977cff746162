import { type Command, CommanderError } from 'commander'
import { harmless } from '../terminal/harmless.ts'
import { isProblem, isWrongUsage } from '../terminal/problem.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { createProgram } from './program.ts'

/** A command line that cannot be understood; 1 is for what was asked and does not hold. */
const WRONG_USAGE = 2

/** Runs what a command line asks for; its exit code, as the help has them. What goes wrong is one line on stderr. */
export async function runCli(line: readonly string[], terminal: Terminal): Promise<number> {
  const [first, ...others] = line
  const args = first === 'help' || first === undefined ? [...others, '--help'] : line
  const program = await createProgram(terminal, args)
  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (cause) {
    if (!(cause instanceof CommanderError)) {
      // A mistake of ours is shown whole.
      terminal.note(
        isProblem(cause) ? harmless(cause.message) : String(cause instanceof Error ? cause.stack : cause),
      )
      return isWrongUsage(cause) ? WRONG_USAGE : 1
    }
    if (!printed.has(cause.code)) terminal.note(harmless(lineOf(cause, program, args)))
    return cause.exitCode === 0 ? 0 : WRONG_USAGE
  }
}

/** Where commander has shown a help instead of throwing a line. */
const printed = new Set(['commander.help', 'commander.helpDisplayed'])

/** Why a command line is wrong, and what to do: what was meant, or where it stands. */
function lineOf({ code, message }: CommanderError, program: Command, args: readonly string[]): string {
  const line = message
    .replace(/^error: /, '')
    .trim()
    .replace(/\n\(Did you mean (.*)\?\)$/s, ': did you mean $1?')
  // What a verb says itself has the next step in it.
  if (code === 'commander.error' || line.endsWith('?')) return line
  return `${line.replace(/\.$/, '')}: see ${commandAt(program, args)} --help`
}

/** The command that the arguments name, as far as they do. */
function commandAt(program: Command, args: readonly string[]): string {
  let command: Command | undefined = program
  const names = [program.name()]
  for (const arg of args) {
    command = command?.commands.find((one) => one.name() === arg)
    if (!command) break
    names.push(arg)
  }
  return names.join(' ')
}
