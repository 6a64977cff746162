import type { LogEntry } from '../local/watcher.ts'
import { harmless } from '../terminal/harmless.ts'
import type { Look } from '../terminal/terminal.ts'
import type { Shown } from './count-lines.ts'
import { INDENT, type Paper, timeOf } from './say-call.ts'
import { wrapped } from './text.ts'

interface Row {
  /** How the line begins that `ask-alipay` logs. */
  readonly begins: string
  readonly look: Look
  readonly advice: string
}

/** What went wrong with what Alipay is asked about, and what to do, in the words of docs/operate.md. */
const rows: readonly Row[] = [
  {
    begins: 'watch refused',
    look: 'bad',
    advice: 'mend what announces it, and announce it again: docs/operate.md#refused-announcements',
  },
  { begins: 'watch failed', look: 'bad', advice: 'a store, a queue or the keys: log.ndjson has the cause' },
  { begins: 'watch unresolved', look: 'odd', advice: 'nobody asks any more: docs/operate.md#unresolved' },
  {
    begins: 'watch waiting',
    look: 'odd',
    advice: 'it is asked again: docs/operate.md#what-a-gateway-says',
  },
]

const SERIOUS: ReadonlySet<unknown> = new Set(['WARN', 'ERROR'])

/** What a line of `ask-alipay` is shown as, where something went wrong; undefined for every other entry. */
export function sayWatch(entry: LogEntry, at: number, { columns, paint }: Paper): Shown | undefined {
  const message = String(entry.message)
  const row = rows.find(({ begins }) => message.startsWith(begins))
  if (!row || !SERIOUS.has(entry.level)) return undefined
  const { platform, api, subject, reason, evidence, error, cause } = entry
  const name = [platform, api, row.begins, subject].map((part) => harmless(String(part ?? '-')))
  const [first = '', second = '', end = '', about = ''] = name
  const why = [reason ?? error, evidence ?? cause].filter((part) => part !== undefined).join(': ')
  const wrong = `${harmless(why)} → ${row.advice}`
  const width = columns()
  const start = `${timeOf(at)}  ${first.padEnd(12)}  ${second.padEnd(20)}  `
  const below = wrapped(wrong, width && width - INDENT.length)
  const head = `${paint('faint', start)}${paint(row.look, end.padEnd(23))}  ${about}`
  return {
    key: [...name, wrong].join('\n'),
    name: name.join(' '),
    end,
    text: [head, ...below.map((line) => `${INDENT}${line}`)].join('\n'),
  }
}
