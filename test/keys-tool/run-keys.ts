import { onTestFinished } from 'vitest'
import { runLine } from '../cli/captured-terminal.ts'

/** Runs `keys …`; `problem` is the line that it ends on where it cannot do what was asked. */
export async function runKeys(...args: readonly string[]) {
  onTestFinished(() => {
    process.exitCode = undefined
  })
  process.exitCode = undefined
  const { code, out, err } = await runLine('keys', ...args)
  const exitCode = code || Number(process.exitCode ?? 0)
  return { printed: out, noted: err, code: exitCode, problem: code === 0 ? undefined : err.join('\n') }
}
