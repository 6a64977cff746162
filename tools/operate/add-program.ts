import type { Command } from 'commander'
import type { Checked } from '../../lib/protocol/checked.ts'
import { isProblem, problem } from '../terminal/problem.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { type Deployment, enterDeployment, readDeployment } from './deployment.ts'
import { explain } from './explain.ts'
import { commandLine, type OperatorCommand, type OperatorProgram, type Task } from './operator-command.ts'
import { jsonTo, linesTo, type Output } from './output.ts'
import type { Typed, Way } from './which.ts'

/** Makes an operator's program a verb: its rows become commands, their options and examples the help. */
export function addProgram(
  program: Command,
  terminal: Terminal,
  { name, summary, commands, isLocalByDefault }: OperatorProgram,
): void {
  const verb = program.command(name).summary(summary)
  const [only] = commands
  if (only?.name === '') {
    addRow(verb, terminal, verb, only, isLocalByDefault)
    return
  }
  verb.usage('<command> [options]').description(`${sentence(summary)} Each command has its own --help.`)
  for (const row of commands) addRow(verb.command(row.name), terminal, verb, row, isLocalByDefault)
}

function addRow(
  command: Command,
  terminal: Terminal,
  verb: Command,
  row: OperatorCommand,
  isLocalByDefault?: boolean,
): void {
  const { summary, which } = row
  command.summary(summary).description(sentence(summary))
  for (const { flags, meaning } of which.args ?? []) command.argument(flags, meaning)
  for (const { title, options } of [where, ...which.ways]) {
    for (const { flags, meaning, repeats } of options) {
      const option = command.createOption(flags, meaning).helpGroup(title)
      command.addOption(repeats ? option.argParser(joined) : option)
    }
  }
  command
    .option('--json', 'one JSON object a line, for each thing that is listed or done')
    .addHelpText('after', examplesOf(verb, row))
    .action(async () => {
      const typed = typedOf(command)
      const deployment = understood(command, readDeployment(typed, isLocalByDefault))
      const task = understood(command, row.read(typed, Date.now()))
      const output = typed.json === undefined ? linesTo(terminal) : jsonTo(terminal)
      const failures = await runAt(deployment, task, output)
      if (failures > 0) process.exitCode = 1
    })
}

/** What an option that may be said again was said with so far, a line each. */
function joined(value: string, before: string | undefined): string {
  return before === undefined ? value : `${before}\n${value}`
}

const where: Way = {
  title: 'Where, one of:',
  options: [
    { flags: '--local', meaning: 'the stack that `npm start` runs (LOCAL_DIR)' },
    {
      flags: '--stage <stage>',
      meaning: 'a deployed stage; AWS credentials and region (AWS_REGION) as the AWS SDK finds them',
    },
  ],
}

/** A refusal is a wrong command line, as any that commander finds. */
function understood<Value>(command: Command, read: Checked<Value, string>): Value {
  return read.ok ? read.value : command.error(read.refusal)
}

/** The number of failures. What keeps it from being done is a problem. */
async function runAt(deployment: Deployment, task: Task, output: Output): Promise<number> {
  const entered = enterDeployment(deployment)
  if (!entered.ok) throw problem(entered.refusal)
  const failures = await task(output).catch((cause) => {
    throw isProblem(cause) ? cause : problem(explain(cause, deployment))
  })
  if (!failures.ok) throw problem(failures.refusal)
  return failures.value
}

function typedOf(command: Command): Typed {
  const args = command.registeredArguments.map((arg, at) => [arg.name(), command.processedArgs[at]])
  const options = Object.entries(command.opts()).map(([name, value]) => [name, value === true ? name : value])
  return Object.fromEntries([...args, ...options])
}

function examplesOf(verb: Command, { name, which }: OperatorCommand): string {
  const lineOf = (place: string, example: string) => `  ${commandLine(verb.name(), name, place, example)}`
  const [first = ''] = which.examples
  const lines = [
    ...which.examples.map((example) => lineOf('--stage prod', example)),
    lineOf('--local', `${first} --json`),
  ]
  return `\nExamples:\n${lines.join('\n')}`
}

/** A row's summary has no capital and no full stop, as a list wants it. */
function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`
}
