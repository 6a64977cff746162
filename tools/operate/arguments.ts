import { parseArgs } from 'node:util'
import { type Checked, passed, refused } from '../../lib/protocol/checked.ts'
import type { Deployment } from './deployment.ts'
import type { OperatorProgram, Task } from './operator-command.ts'
import { options, type Values } from './options.ts'
import { usageOf } from './usage.ts'

export interface Asked {
  readonly deployment: Deployment
  readonly task: Task
}

const stageName = /^[\w-]{0,64}$/

/** Reads the command line; refused with what is wrong. `now`, in epoch milliseconds, is the end of an open range. */
export function readArguments(
  program: OperatorProgram,
  args: readonly string[],
  now: number,
): Checked<Asked, string> {
  const parsed = parse(args)
  if (!parsed.ok) return parsed
  const { positionals, values } = parsed.value
  const [name, ...others] = positionals
  const command = program.commands.find((one) => one.name === name)
  if (!command) return refused(`${name ? `unknown command ${name}` : 'no command'}\n\n${usageOf(program)}`)
  if (others.length > 0) return refused(`unknown argument ${others[0]}`)
  const { local, stage = '' } = values
  if (Boolean(local) === Boolean(stage)) return refused('say either --local or --stage <stage>')
  if (!stageName.test(stage)) return refused(`no stage can be named ${stage}`)
  const task = command.read(values, now)
  return task.ok ? passed({ deployment: stage ? { stage } : { local: true }, task: task.value }) : task
}

function parse(args: readonly string[]): Checked<{ positionals: readonly string[]; values: Values }, string> {
  try {
    return passed(parseArgs({ args: [...args], options, allowPositionals: true }))
  } catch (cause) {
    const [line = ''] = String(cause instanceof Error ? cause.message : cause).split('. ', 1)
    return refused(line)
  }
}
