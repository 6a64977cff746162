import { expect, it } from 'vitest'
import type { LogEntry } from '../../tools/local/watcher.ts'
import { sayWatch } from '../../tools/watch/say-watch.ts'
import { readPage } from '../support/readme.ts'

const paper = { columns: () => undefined, paint: (_: string, text: string) => text }
const about = { platform: 'antom', api: 'inquiryPayment', clientId: 'C1', subject: 'payment#p1' }
const say = (entry: LogEntry) => sayWatch(entry, Date.UTC(2026, 10, 21), paper)?.text.split('\n')

it.each<[string, LogEntry, RegExp, RegExp]>([
  [
    'a question that was not answered, with the code',
    { level: 'WARN', message: 'watch waiting', ...about, reason: 'declined', evidence: 'ACCESS_DENIED' },
    /antom +inquiryPayment +watch waiting +payment#p1$/,
    /^ {10}declined: ACCESS_DENIED → it is asked again: docs\/operate\.md#what-a-gateway-says$/,
  ],
  [
    'an announcement that makes no sense, of which nothing is known',
    { level: 'ERROR', message: 'watch refused', reason: 'not-json' },
    /- +- +watch refused +-$/,
    /^ {10}not-json → .*docs\/operate\.md#refused-announcements$/,
  ],
  [
    'what is over',
    { level: 'WARN', message: 'watch unresolved', ...about, reason: 'until' },
    /watch unresolved +payment#p1$/,
    /^ {10}until → .*docs\/operate\.md#unresolved$/,
  ],
  [
    'a store that fails',
    {
      level: 'ERROR',
      message: 'watch failed, and its message comes again',
      error: 'Error',
      cause: 'DynamoDB is away',
    },
    /watch failed /,
    /Error: DynamoDB is away → /,
  ],
  [
    'what a stranger chose, without letting it steer the terminal',
    { level: 'WARN', message: 'watch waiting', ...about, subject: 'payment#\x1b[2J', reason: 'timed-out' },
    /payment#\?\[2J$/,
    /timed-out/,
  ],
])('shows %s', (_, entry, first, second) => {
  const [line, below, ...more] = say(entry) ?? []
  expect(line).toMatch(first)
  expect(below).toMatch(second)
  expect(more).toEqual([])
  const [, anchor] = /docs\/operate\.md#([a-z-]+)$/.exec(below ?? '') ?? []
  const headings = [...readPage('docs/operate.md').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading)
  if (anchor) expect(headings.map((text) => text.toLowerCase().replaceAll(' ', '-'))).toContain(anchor)
})

it.each<LogEntry>([
  { level: 'INFO', message: 'watch waiting', ...about, reason: 'absent' },
  { level: 'INFO', message: 'watch answered', ...about },
  { level: 'ERROR', message: 'receipt failed' },
])('shows nothing of %o', (entry) => {
  expect(say(entry)).toBeUndefined()
})
