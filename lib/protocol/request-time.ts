import type { TimePrecision } from './platform.ts'
import type { RequestTime } from './request.ts'

const grammar = /^[0-9TtZz:+.-]{1,40}$/
const epoch = /^(?:\d{10}|\d{13})$/
const rfc3339 =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.(\d+))?(?:Z|([+-])([01]\d|2[0-3]):?([0-5]\d))$/i

/**
 * Reads a Request-Time: RFC 3339 with an offset (its colon optional, any fraction, cut to milliseconds), or an epoch
 * of 10 digits (seconds) or 13 (milliseconds). The platforms' pages print all of them. `epochMs` is undefined for what
 * is neither; the result itself is undefined for a text with a character that no time has.
 */
export function readRequestTime(text: string): RequestTime | undefined {
  return grammar.test(text) ? { text, epochMs: epochMsOf(text) } : undefined
}

function epochMsOf(text: string): number | undefined {
  if (epoch.test(text)) return Number(text.padEnd(13, '0'))
  const match = rfc3339.exec(text)
  if (!match) return undefined
  const [, date = '', hour, minute, second, fraction = '', sign, offsetHour = 0, offsetMinute = 0] = match
  const midnight = Date.parse(`${date}T00:00:00Z`)
  if (!isCalendarDate(midnight, date)) return undefined
  const offset = (sign === '-' ? -1 : 1) * minutes(offsetHour, offsetMinute)
  const timeOfDay = (minutes(hour, minute) - offset) * 60_000 + Number(second) * 1_000
  return midnight + timeOfDay + Number(fraction.slice(0, 3).padEnd(3, '0'))
}

function minutes(hour: unknown, minute: unknown): number {
  return Number(hour) * 60 + Number(minute)
}

/** `Date.parse` reads a 30th of February as the 2nd of March. */
function isCalendarDate(epochMs: number, date: string): boolean {
  return Number.isFinite(epochMs) && new Date(epochMs).toISOString().startsWith(date)
}

/** A Request-Time or Response-Time in UTC, in the platform's precision; seconds are cut, not rounded. */
export function formatTime(epochMs: number, precision: TimePrecision): string {
  const iso = new Date(epochMs).toISOString()
  return precision === 'milliseconds' ? iso : iso.replace(/\.\d+Z$/, 'Z')
}

/** What is odd about the time of a genuine message. */
export type TimeRemark = 'future-time' | 'time-unparsed'

/** `sentAt` and `now` are epoch milliseconds; `sentAt` is undefined for a time that does not parse. */
export function remarksOnTime(
  sentAt: number | undefined,
  now: number,
  maxSkewMs: number,
): readonly TimeRemark[] {
  if (sentAt === undefined) return ['time-unparsed']
  return sentAt - now > maxSkewMs ? ['future-time'] : []
}

/**
 * Epoch seconds until which the record of a message must be kept, counted from the later of its time and its arrival:
 * a captured copy then is too old before the record is gone. Undefined means for ever. All else is in milliseconds.
 */
export function expiryOf({ epochMs }: RequestTime, now: number, retentionMs: number): number | undefined {
  if (retentionMs === 0 || epochMs === undefined) return undefined
  return Math.ceil((Math.max(now, epochMs) + retentionMs) / 1000)
}
