import { clientKey } from '../../lib/content/naming.ts'
import { commandingPlatforms } from '../../lib/platforms/commands.ts'
import { notifyingPlatforms } from '../../lib/platforms/notifications.ts'
import { type Checked, passed, refused } from '../../lib/protocol/checked.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { readRequestTime } from '../../lib/protocol/request-time.ts'
import type { Values } from './options.ts'

/** What a command is about, as its options say it. */
export interface Which<Chosen> {
  /** The ways to say it. */
  readonly ways: readonly Way[]
  /** Options as somebody might type them. */
  readonly example: string
  /** Refused with one line. `now` is epoch milliseconds. */
  read(values: Values, now: number): Checked<Chosen, string>
}

interface Way {
  readonly options: string
  readonly meaning: string
}

/** One subject of notifications, by the key under which its receipts lie. */
export interface Subject {
  readonly subjectKey: string
}

/** From `since` up to, not including, `until`; epoch milliseconds. */
export interface Range {
  readonly since: number
  readonly until: number
}

const subjectWay = {
  options: '--platform <platform> --client <Client-Id> --subject <subject>',
  meaning: 'one subject, as `subject` stands in its events: payment#2025…',
}
const rangeWay = {
  options: '--since <time> [--until <time>]',
  meaning: 'all that came in a range of time, such as 2026-11-21T08:00:00Z (reads the table)',
}

export const bySubject: Which<Subject> = {
  ways: [subjectWay],
  example: "--platform antom --client <Client-Id> --subject 'payment#<id>'",
  read({ platform, client, subject }) {
    const key = keyOf(notifyingPlatforms, platform, client, subject, '--subject needs --client <Client-Id>')
    return key.ok ? passed({ subjectKey: key.value }) : key
  },
}

export const byTime: Which<Range> = {
  ways: [rangeWay],
  example: '--since 2026-11-21T08:00:00Z',
  read({ since, until }, now) {
    if (since === undefined) return refused('say --subject or --since')
    const [start, end] = [readTime(since), until === undefined ? now : readTime(until)]
    if (start === undefined || end === undefined) return refused(TIME_FORM)
    return start < end ? passed({ since: start, until: end }) : refused('--since must be before --until')
  },
}

export const bySubjectOrTime: Which<Subject | Range> = {
  ways: [subjectWay, rangeWay],
  example: bySubject.example,
  read: (values, now) => (values.subject ? bySubject : byTime).read(values, now),
}

/** One operation, by its key in the journal. */
export const byOperation: Which<string> = {
  ways: [
    {
      options: '--platform <platform> --client <Client-Id> --operation <operation>',
      meaning: 'one operation, as `operation` stands in the log: payment#2025…',
    },
  ],
  example: "--platform wallet --client <Client-Id> --operation 'payment#<id>'",
  read: ({ platform, client, operation }) =>
    keyOf(
      commandingPlatforms,
      platform,
      client,
      operation,
      'say --client <Client-Id> --operation <operation>',
    ),
}

/** What happened from a time on, in epoch milliseconds; everything where none is said. */
export const fromTime: Which<number> = {
  ways: [
    {
      options: '[--since <time>]',
      meaning: 'those that were last begun from then on, such as 2026-11-21T08:00:00Z',
    },
  ],
  example: '--since 2026-11-21T08:00:00Z',
  read({ since }) {
    const time = since === undefined ? 0 : readTime(since)
    return time === undefined ? refused(TIME_FORM) : passed(time)
  },
}

export const everything: Which<undefined> = { ways: [], example: '', read: () => passed(undefined) }

const TIME_FORM = 'a time is written like 2026-11-21T08:00:00Z'

function keyOf(
  platforms: readonly PlatformName[],
  platform: string | undefined,
  client: string | undefined,
  name: string | undefined,
  incomplete: string,
): Checked<string, string> {
  const known = platforms.find((one) => one === platform)
  if (!known) return refused(`--platform is one of ${platforms.join(', ')}`)
  return client && name ? passed(clientKey(known, client, name)) : refused(incomplete)
}

/** RFC 3339 alone: a bare number could be a year, seconds or milliseconds. */
function readTime(text: string): number | undefined {
  return /T/i.test(text) ? readRequestTime(text)?.epochMs : undefined
}
