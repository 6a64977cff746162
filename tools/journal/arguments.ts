import { parseArgs } from 'node:util'
import { clientKey } from '../../lib/content/naming.ts'
import { commandingPlatforms } from '../../lib/platforms/commands.ts'
import { type Checked, passed, refused } from '../../lib/protocol/checked.ts'
import type { Place } from '../receipts/arguments.ts'

export const usage = `Usage: npm run journal -- <command> <where> <which>

show    one operation: who began it, when, how each attempt ended, and what it came to; never what an outcome says
open    the operations that were begun and have no outcome (reads the table)

where   --local                      the stack that \`npm start\` runs (LOCAL_DIR)
        --stage <stage>              a deployed stage; AWS credentials and region (AWS_REGION) as the AWS SDK finds them
which   --platform <platform> --client <Client-Id> --operation <operation>
                                     one operation, as \`operation\` stands in the log: payment#2025…
        --since <time>               those that were last begun from then on, such as 2026-11-21T08:00:00Z
`

export type Task =
  | { readonly command: 'show'; readonly key: string }
  /** Epoch milliseconds. */
  | { readonly command: 'open'; readonly since: number }

export interface Asked {
  readonly place: Place
  readonly task: Task
}

const options = {
  local: { type: 'boolean' },
  stage: { type: 'string' },
  platform: { type: 'string' },
  client: { type: 'string' },
  operation: { type: 'string' },
  since: { type: 'string' },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

const commands = new Map<string, (values: Values) => Checked<Task, string>>([
  ['show', toShow],
  ['open', toList],
])

/** Reads the command line; refused with one line that says what is wrong. */
export function readArguments(args: readonly string[]): Checked<Asked, string> {
  const parsed = parse(args)
  if (!parsed.ok) return parsed
  const { positionals, values } = parsed.value
  const [command] = positionals
  const read = commands.get(command ?? '')
  if (!read) return refused(command ? `unknown command ${command}` : 'no command')
  const { local, stage } = values
  if (Boolean(local) === Boolean(stage)) return refused('say either --local or --stage <stage>')
  const task = read(values)
  return task.ok ? passed({ place: stage ? { stage } : { local: true }, task: task.value }) : task
}

function parse(args: readonly string[]): Checked<{ positionals: readonly string[]; values: Values }, string> {
  try {
    return passed(parseArgs({ args: [...args], options, allowPositionals: true }))
  } catch (cause) {
    return refused(cause instanceof Error ? cause.message : String(cause))
  }
}

function toShow({ platform, client, operation }: Values): Checked<Task, string> {
  const known = commandingPlatforms.find((name) => name === platform)
  if (!known) return refused(`--platform is one of ${commandingPlatforms.join(', ')}`)
  if (!client || !operation) return refused('say --client <Client-Id> --operation <operation>')
  return passed({ command: 'show', key: clientKey(known, client, operation) })
}

function toList({ since }: Values): Checked<Task, string> {
  if (since === undefined) return passed({ command: 'open', since: 0 })
  const time = /^\d{4}-\d\d-\d\d/.test(since) ? Date.parse(since) : Number.NaN
  return Number.isNaN(time)
    ? refused('a time is written like 2026-11-21T08:00:00Z')
    : passed({ command: 'open', since: time })
}
