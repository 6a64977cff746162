import { parseArgs } from 'node:util'
import { clientKey } from '../../lib/content/naming.ts'
import { notifyingPlatforms } from '../../lib/platforms/notifications.ts'
import { type Checked, passed, refused } from '../../lib/protocol/checked.ts'
import { readRequestTime } from '../../lib/protocol/request-time.ts'

export const usage = `Usage: npm run receipts -- <command> <where> <which>

redeliver     publishes receipts again, with the same ids and the same details as the first time: by subject or time
recognise     reads receipts that were not understood again, after an API was added: by time
dead-letters  lists what could not be delivered, and why
redrive       delivers what the dead-letter queue holds, and takes it from there
erase         erases what the messages of a subject say, and leaves that and when it was erased: by subject

where   --local                      the stack that \`npm start\` runs (LOCAL_DIR)
        --stage <stage>              a deployed stage; AWS credentials and region (AWS_REGION) as the AWS SDK finds them
which   --platform <platform> --client <Client-Id> --subject <subject>
                                     one subject, as \`subject\` stands in its events: payment#2025…
        --since <time> [--until <time>]
                                     all that came in a range of time, such as 2026-11-21T08:00:00Z (reads the table)
`

/** One subject, or a range of time in epoch ms, its end excluded. */
export type Subject = { readonly subjectKey: string }
export type Range = { readonly since: number; readonly until: number }
export type Place = { readonly local: true } | { readonly stage: string }

export type Task =
  | { readonly command: 'redeliver'; readonly which: Subject | Range }
  | { readonly command: 'recognise'; readonly which: Range }
  | { readonly command: 'erase'; readonly which: Subject }
  | { readonly command: 'dead-letters' | 'redrive' }

export interface Asked {
  readonly place: Place
  readonly task: Task
}

const stageName = /^[\w-]{0,64}$/

/** How each command's which is read. */
const commands = new Map<string, (values: Values, now: number) => Checked<Task, string>>([
  ['redeliver', (values, now) => withWhich('redeliver', bySubjectOrTime(values, now))],
  ['recognise', (values, now) => withWhich('recognise', byTime(values, now))],
  ['erase', (values) => withWhich('erase', bySubject(values))],
  ['dead-letters', () => passed({ command: 'dead-letters' })],
  ['redrive', () => passed({ command: 'redrive' })],
])

/** Reads the command line; refused with one line that says what is wrong. `now` is the end of an open range. */
export function readArguments(args: readonly string[], now: number): Checked<Asked, string> {
  const parsed = parse(args)
  if (!parsed.ok) return parsed
  const { positionals, values } = parsed.value
  const [command, ...others] = positionals
  const read = commands.get(command ?? '')
  if (!read) return refused(`${command ? `unknown command ${command}` : 'no command'}\n\n${usage}`)
  if (others.length > 0) return refused(`unknown argument ${others[0]}`)
  if (Boolean(values.local) === Boolean(values.stage)) return refused('say either --local or --stage <stage>')
  if (!stageName.test(values.stage ?? '')) return refused(`no stage can be named ${values.stage}`)
  const task = read(values, now)
  if (!task.ok) return task
  return passed({ place: values.stage ? { stage: values.stage } : { local: true }, task: task.value })
}

function withWhich<const Command extends string, Which>(command: Command, which: Checked<Which, string>) {
  return which.ok ? passed({ command, which: which.value }) : which
}

type Values = { readonly [Name in keyof typeof options]?: Name extends 'local' ? boolean : string }

const options = {
  local: { type: 'boolean' },
  stage: { type: 'string' },
  platform: { type: 'string' },
  client: { type: 'string' },
  subject: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
} as const

function parse(args: readonly string[]): Checked<{ positionals: readonly string[]; values: Values }, string> {
  try {
    return passed(parseArgs({ args: [...args], options, allowPositionals: true }))
  } catch (cause) {
    const [line = ''] = String(cause instanceof Error ? cause.message : cause).split('. ', 1)
    return refused(line)
  }
}

function bySubjectOrTime(values: Values, now: number): Checked<Subject | Range, string> {
  return values.subject ? bySubject(values) : byTime(values, now)
}

function bySubject({ platform, client, subject }: Values): Checked<Subject, string> {
  const known = notifyingPlatforms.find((name) => name === platform)
  if (!known) return refused(`--platform is one of ${notifyingPlatforms.join(', ')}`)
  if (!client || !subject) return refused('--subject needs --client <Client-Id>')
  return passed({ subjectKey: clientKey(known, client, subject) })
}

function byTime({ since, until }: Values, now: number): Checked<Range, string> {
  if (since === undefined) return refused('say --subject or --since')
  const [start, end] = [readTime(since), until === undefined ? now : readTime(until)]
  if (start === undefined || end === undefined) return refused('a time is written like 2026-11-21T08:00:00Z')
  return start < end ? passed({ since: start, until: end }) : refused('--since must be before --until')
}

/** RFC 3339 alone: a bare number could be a year, seconds or milliseconds. */
function readTime(text: string): number | undefined {
  return /T/i.test(text) ? readRequestTime(text)?.epochMs : undefined
}
