import type { Command } from 'commander'
import { createProgram } from '../../tools/cli/program.ts'
import { capturedTerminal } from './captured-terminal.ts'

/** Whether a command line names a command, and only options and arguments that it has; the command is not run. */
export async function parses(line: readonly string[]): Promise<boolean> {
  const { terminal, err } = capturedTerminal()
  const program = await createProgram(terminal, line)
  let reached = false
  const stopBefore = (command: Command) => {
    if (command.commands.length === 0) {
      command.action(() => {
        reached = true
      })
    }
    for (const one of command.commands) stopBefore(one)
  }
  stopBefore(program)
  try {
    await program.parseAsync(line, { from: 'user' })
  } catch (cause) {
    throw new Error([line.join(' '), ...err, cause].join('\n'))
  }
  return reached
}
