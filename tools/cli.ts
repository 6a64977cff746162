import { CommanderError } from 'commander'
import { createProgram } from './cli/program.ts'
import { isProblem } from './terminal/problem.ts'
import { terminal } from './terminal/terminal.ts'

/** A command line that cannot be understood; 1 is for what was asked and does not hold. */
const WRONG_USAGE = 2

try {
  await createProgram(terminal).parseAsync()
} catch (cause) {
  process.exitCode = exitCodeOf(cause)
}

/** Commander has printed what it throws; a problem is one line, and anything else is a mistake of ours, shown whole. */
function exitCodeOf(cause: unknown): number {
  if (cause instanceof CommanderError) return cause.exitCode === 0 ? 0 : WRONG_USAGE
  terminal.note(isProblem(cause) ? cause.message : String(cause instanceof Error ? cause.stack : cause))
  return 1
}
