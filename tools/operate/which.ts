import { clientKey } from '../../lib/content/naming.ts'
import { commandingPlatforms } from '../../lib/platforms/commands.ts'
import { notifyingPlatforms } from '../../lib/platforms/notifications.ts'
import { type Checked, passed, refused } from '../../lib/protocol/checked.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { readRequestTime } from '../../lib/protocol/request-time.ts'
import { unknownName } from '../terminal/nearest.ts'

/** What a command is about, as its command line says it. */
export interface Which<Chosen> {
  /** What is typed without a name, in this order: `[id]`. */
  readonly args?: readonly Input[]
  /** The ways to say it, each with options of its own. */
  readonly ways: readonly Way[]
  /** Command lines, as somebody might type them behind where it is. */
  readonly examples: readonly string[]
  /** Refused with one line. `now` is epoch milliseconds. */
  read(typed: Typed, now: number): Checked<Chosen, string>
}

export interface Way {
  /** The heading of its options in the help. */
  readonly title: string
  readonly options: readonly Input[]
}

interface Input {
  /** An option with a value `--since <time>`, one without `--dry-run`, or an argument `[id]`. */
  readonly flags: string
  readonly meaning: string
  /** It may be said again: what was typed is then a line for each. */
  readonly repeats?: true
}

/** What was typed, by the name of the argument or, in camelCase, of the option; of one without a value, its own name. */
export type Typed = Readonly<Record<string, string | undefined>>

/** One subject of notifications, by the key under which its receipts lie. */
export interface Subject {
  readonly subjectKey: string
}

/** From `since` up to, not including, `until`; epoch milliseconds. */
export interface Range {
  readonly since: number
  readonly until: number
}

export const client: Input = { flags: '--client <Client-Id>', meaning: 'the client, as Alipay writes it' }
export const TIME = '2026-11-21T08:00:00Z'

export const bySubject: Which<Subject> = {
  ways: [
    {
      title: 'One subject:',
      options: [
        { flags: '--platform <platform>', meaning: `one of ${notifyingPlatforms.join(', ')}` },
        client,
        { flags: '--subject <subject>', meaning: 'as `subject` stands in its events: payment#2025…' },
      ],
    },
  ],
  examples: ["--platform antom --client <Client-Id> --subject 'payment#<id>'"],
  read: ({ platform, client, subject }) =>
    keyOf(notifyingPlatforms, platform, client, subject, 'subject', (subjectKey) => ({ subjectKey })),
}

export const byTime: Which<Range> = {
  ways: [
    {
      title: 'A range of time (reads the whole table):',
      options: [
        { flags: '--since <time>', meaning: `what came from then on: ${TIME}` },
        { flags: '--until <time>', meaning: 'and before then; without it, until now' },
      ],
    },
  ],
  examples: [`--since ${TIME}`],
  read({ since, until }, now) {
    if (since === undefined) return refused('say --since <time>')
    const start = readTime('--since', since)
    const end = until === undefined ? passed(now) : readTime('--until', until)
    if (!start.ok) return start
    if (!end.ok) return end
    return start.value < end.value
      ? passed({ since: start.value, until: end.value })
      : refused('--since must be before --until')
  },
}

export const bySubjectOrTime: Which<Subject | Range> = {
  ways: [...bySubject.ways, ...byTime.ways],
  examples: [...bySubject.examples, ...byTime.examples],
  read(typed, now) {
    const { subject, since } = typed
    if (subject === undefined && since === undefined)
      return refused('say --subject <subject> or --since <time>')
    if (subject !== undefined && since !== undefined) return refused('say --subject or --since, not both')
    return (subject === undefined ? byTime : bySubject).read(typed, now)
  },
}

/** One operation, by its key in the journal. */
export const byOperation: Which<string> = {
  ways: [
    {
      title: 'One operation:',
      options: [
        { flags: '--platform <platform>', meaning: `one of ${commandingPlatforms.join(', ')}` },
        client,
        { flags: '--operation <operation>', meaning: 'as `operation` stands in the log: payment#2025…' },
      ],
    },
  ],
  examples: ["--platform wallet --client <Client-Id> --operation 'payment#<id>'"],
  read: ({ platform, client, operation }) =>
    keyOf(commandingPlatforms, platform, client, operation, 'operation', (key) => key),
}

/** What happened from a time on, in epoch milliseconds; everything where none is said. */
export const fromTime: Which<number> = {
  ways: [
    {
      title: 'Not all:',
      options: [{ flags: '--since <time>', meaning: `those that were last begun from then on: ${TIME}` }],
    },
  ],
  examples: [`--since ${TIME}`],
  read: ({ since }) => (since === undefined ? passed(0) : readTime('--since', since)),
}

export const everything: Which<undefined> = { ways: [], examples: [''], read: () => passed(undefined) }

function keyOf<Key>(
  platforms: readonly PlatformName[],
  platform: string | undefined,
  client: string | undefined,
  name: string | undefined,
  what: string,
  keyFrom: (key: string) => Key,
): Checked<Key, string> {
  if (!platform || !client || !name) {
    return refused(`say --platform <platform> --client <Client-Id> --${what} <${what}>`)
  }
  const known = platforms.find((one) => one === platform)
  return known
    ? passed(keyFrom(clientKey(known, client, name)))
    : refused(unknownName('platform', platform, platforms))
}

/** RFC 3339 alone: a bare number could be a year, seconds or milliseconds. */
export function readTime(option: string, text: string): Checked<number, string> {
  const time = /T/i.test(text) ? readRequestTime(text)?.epochMs : undefined
  return time === undefined
    ? refused(`${option} takes a time such as ${TIME}, not ${JSON.stringify(text)}`)
    : passed(time)
}
