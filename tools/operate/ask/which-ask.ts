import type { InquiryApi } from '../../../lib/inquiries/inquiry-api.ts'
import { askingPlatforms, inquiriesOf } from '../../../lib/platforms/inquiries.ts'
import { type Checked, passed, refused } from '../../../lib/protocol/checked.ts'
import type { PlatformName } from '../../../lib/protocol/platform.ts'
import { unknownName } from '../../terminal/nearest.ts'
import { byTime, client, type Range, readTime, TIME, type Typed, type Which } from '../which.ts'

/** One object that Alipay is to be asked about. */
export interface Asked {
  readonly platform: PlatformName
  readonly row: InquiryApi
  readonly id: string
  /** The local sender's, where none is said. */
  readonly clientId: string | undefined
  readonly fields: Readonly<Record<string, string>>
  readonly until?: string
  readonly schedule?: string
}

export const byObjectOrTime: Which<Asked | Range> = {
  args: [
    { flags: '[platform]', meaning: `one of ${askingPlatforms.join(', ')}` },
    { flags: '[kind]', meaning: 'what it is: payment, refund, transfer and so on' },
    { flags: '[id]', meaning: 'its id, as you gave it to Alipay' },
  ],
  ways: [
    {
      title: 'One object:',
      options: [
        { ...client, meaning: `${client.meaning}; without it, that of the local secret` },
        {
          flags: '--until <time>',
          meaning: `asks no longer than that: ${TIME}; with --open, what came before`,
        },
        { flags: '--schedule <name>', meaning: 'asks as often as that: in-store, where somebody waits' },
        { flags: '--set <field=value>', meaning: 'what the question needs beside the id', repeats: true },
      ],
    },
    {
      title: 'All that is open, as after an outage (reads the whole table):',
      options: [
        { flags: '--open', meaning: 'whose last state is not final, or is contradicted' },
        { flags: '--since <time>', meaning: `what came from then on: ${TIME}` },
      ],
    },
  ],
  examples: ['antom payment <id> --client <Client-Id>', `--open --since ${TIME}`],
  read(typed, now) {
    const { open, platform, since } = typed
    if (open === undefined) {
      return since === undefined ? readAsked(typed, now) : refused('--since goes with --open')
    }
    return platform === undefined ? byTime.read(typed, now) : refused('say an object or --open, not both')
  },
}

function readAsked(typed: Typed, now: number): Checked<Asked, string> {
  const { platform = '', kind = '', id } = typed
  if (!id) return refused('say <platform> <kind> <id>, or --open --since <time>')
  const known = askingPlatforms.find((one) => one === platform)
  if (!known) return refused(unknownName('platform', platform, askingPlatforms))
  const rows = inquiriesOf(known)
  const row = rows.find((one) => one.kind === kind)
  if (!row) {
    return refused(
      unknownName(
        'kind',
        kind,
        rows.map((one) => one.kind),
      ),
    )
  }
  const fields = readFields(typed.set, row)
  if (!fields.ok) return fields
  const { schedule, client: clientId } = typed
  const schedules = Object.keys(row.schedules)
  if (schedule !== undefined && !schedules.includes(schedule)) {
    return refused(unknownName('schedule', schedule, schedules))
  }
  const until = readUntil(typed.until, row, now)
  if (!until.ok) return until
  const times = { ...(until.value && { until: until.value }), ...(schedule && { schedule }) }
  return passed({ platform: known, row, id, clientId, fields: fields.value, ...times })
}

/** All that the row's question needs, and nothing else. */
function readFields(
  text: string | undefined,
  { alsoAsks }: InquiryApi,
): Checked<Readonly<Record<string, string>>, string> {
  const said = (text?.split('\n') ?? []).map((line) => /^([^=]+)=(.+)$/.exec(line))
  const fields = Object.fromEntries(said.map((found) => [found?.[1] ?? '', found?.[2] ?? '']))
  const names = Object.keys(fields)
  const wrong = names.find((name) => !alsoAsks.includes(name))
  if (wrong !== undefined) {
    return refused(alsoAsks.length > 0 ? unknownName('field', wrong, alsoAsks) : 'it needs no --set')
  }
  const missing = alsoAsks.find((name) => !names.includes(name))
  return missing === undefined ? passed(fields) : refused(`say --set ${missing}=<value> too`)
}

const DAY_MS = 86_400_000

/** RFC 3339, in UTC. */
function readUntil(
  text: string | undefined,
  { askedForMs }: InquiryApi,
  now: number,
): Checked<string | undefined, string> {
  if (text === undefined) return passed(undefined)
  const time = readTime('--until', text)
  if (!time.ok) return time
  if (time.value <= now) return refused('--until must be in the future')
  if (time.value > now + askedForMs)
    return refused(`--until may be ${askedForMs / DAY_MS} days ahead at most`)
  return passed(new Date(time.value).toISOString())
}
