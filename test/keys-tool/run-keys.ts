import { onTestFinished } from 'vitest'
import { createProgram } from '../../tools/cli/program.ts'
import { fakeTerminal } from './fake-terminal.ts'

/** Runs `keys …` as a shell would, in this process; what it says in one line and ends on is `problem`. */
export async function runKeys(...args: readonly string[]) {
  onTestFinished(() => {
    process.exitCode = undefined
  })
  process.exitCode = undefined
  const terminal = fakeTerminal()
  const { printed, noted } = terminal
  try {
    await createProgram(terminal).parseAsync(['keys', ...args], { from: 'user' })
    return { printed, noted, code: process.exitCode ?? 0, problem: undefined }
  } catch (cause) {
    return { printed, noted, code: 1, problem: cause instanceof Error ? cause.message : String(cause) }
  }
}
