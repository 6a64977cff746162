import { readArguments } from './arguments.ts'
import { enterDeployment } from './deployment.ts'
import { explain } from './explain.ts'
import type { OperatorProgram } from './operator-command.ts'

/** Runs the command that the command line asks for; what fails is one line and exit code 1. */
export async function runProgram(program: OperatorProgram): Promise<void> {
  const asked = readArguments(program, process.argv.slice(2), Date.now())
  if (!asked.ok) return fail(asked.refusal)
  const { deployment, task } = asked.value
  const entered = enterDeployment(deployment)
  if (!entered.ok) return fail(entered.refusal)
  try {
    const failures = await task()
    if (!failures.ok) return fail(failures.refusal)
    process.exitCode = failures.value > 0 ? 1 : 0
  } catch (cause) {
    fail(explain(cause, deployment))
  }
}

function fail(line: string): never {
  console.error(line)
  process.exit(1)
}
