import { parseArgs } from 'node:util'
import { subjectKeyOf } from '../../lib/notifications/keys.ts'
import { type Checked, passed, refused } from '../../lib/protocol/checked.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'

export const usage = `Usage: npm run receipts -- redeliver <where> <which>

Publishes receipts again, with the same ids and the same details as the first time.

where   --local                      the stack that \`npm start\` runs (LOCAL_DIR)
        --stage <stage>              a deployed stage; AWS credentials and region as the AWS CLI finds them
which   --platform <platform> --client <Client-Id> --subject <subject>
                                     one subject, as \`subject\` stands in its events: payment#2025…
        --since <time> [--until <time>]
                                     all that came in a range of time, such as 2026-11-21T08:00:00Z (reads the table)
`

/** What to deliver again, and where. */
export interface Redelivery {
  readonly place: { readonly local: true } | { readonly stage: string }
  readonly which: { readonly subjectKey: string } | { readonly since: number; readonly until: number }
}

const platforms: readonly string[] = ['acquirer', 'antom', 'mini-program', 'worldfirst']

/** Reads the command line; refused with one line that says what is wrong. `now` is the end of an open range. */
export function readArguments(args: readonly string[], now: number): Checked<Redelivery, string> {
  const parsed = parse(args)
  if (!parsed.ok) return parsed
  const { command, values } = parsed.value
  if (command !== 'redeliver') return refused(command ? `unknown command ${command}` : 'no command')
  if (Boolean(values.local) === Boolean(values.stage)) return refused('say either --local or --stage <stage>')
  const which = values.subject ? bySubject(values) : byTime(values, now)
  if (!which.ok) return which
  return passed({ place: values.stage ? { stage: values.stage } : { local: true }, which: which.value })
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

function parse(args: readonly string[]): Checked<{ command: string | undefined; values: Values }, string> {
  try {
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true })
    return passed({ command: positionals[0], values })
  } catch (cause) {
    return refused(cause instanceof Error ? cause.message : String(cause))
  }
}

function bySubject({ platform, client, subject }: Values): Checked<Redelivery['which'], string> {
  if (!platform || !platforms.includes(platform))
    return refused(`--platform is one of ${platforms.join(', ')}`)
  if (!client || !subject) return refused('--subject needs --client <Client-Id>')
  return passed({ subjectKey: subjectKeyOf(platform as PlatformName, client, subject) })
}

function byTime({ since, until }: Values, now: number): Checked<Redelivery['which'], string> {
  if (!since) return refused('say --subject or --since')
  const range = { since: Date.parse(since), until: until ? Date.parse(until) : now }
  if (Number.isNaN(range.since) || Number.isNaN(range.until)) {
    return refused('a time is written like 2026-11-21T08:00:00Z')
  }
  return range.since < range.until ? passed(range) : refused('--since must be before --until')
}
