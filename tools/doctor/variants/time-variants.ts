import { quote } from '../../../lib/protocol/quote.ts'
import type { Cause } from '../diagnosis.ts'
import type { Exhibit } from '../exhibit.ts'
import type { Variant } from '../variant.ts'
import {
  type Instant,
  offsetOf,
  readInstant,
  type TimeFormat,
  timeFormats,
  zoneMinutes,
} from './time-formats.ts'

/** The time that may have been signed in place of the header's; undefined where there is no such header. */
export function timeVariants(time: string | undefined, { headers }: Exhibit): readonly Variant[] {
  const replyTime = headers.get('response-time')
  const date = headers.get('date')
  return [
    ...(replyTime === undefined ? [] : variantOf(0, replyCause, replyTime)),
    ...(time === undefined ? [] : variantsOf(time)),
    ...(date === undefined ? [] : variantOf(1, otherHeader('Date'), date)),
  ]
}

/** No time is longer, however it is written. */
const MAX_CHARACTERS = 64

function variantsOf(time: string): readonly Variant[] {
  if (time.length > MAX_CHARACTERS) return []
  const instant = readInstant(time.trim())
  const trimmed = variantOf(0, reformatted(time.trim()), time.trim())
  if (!instant) return trimmed
  return distinct([
    ...trimmed,
    ...timeFormats.flatMap(({ rarity, write }) => {
      const text = write(instant)
      return variantOf(rarity, reformatted(text), text)
    }),
    ...swappedZones(time),
    ...shifted(time, instant),
    ...rewritten(time, instant),
  ])
}

/** Some ways to write a time write the same: the likeliest stays. */
function distinct(variants: readonly TimeVariant[]): readonly Variant[] {
  return [...new Map(variants.toReversed().map((variant) => [variant.time, variant])).values()].toReversed()
}

const keepAsSent = 'send Request-Time exactly as it was signed, and let no proxy write it anew'

function reformatted(text: string): Cause {
  return {
    name: 'time-reformatted',
    what: `the time was signed as ${quote(text)}, the same instant in another form`,
    change: keepAsSent,
    where: 'code',
  }
}

const replyCause: Cause = {
  name: 'reply-as-request',
  what: 'this is a reply: its Response-Time was signed',
  change: 'verify it with the key of the side that answered, over Response-Time',
  where: 'code',
}

function otherHeader(name: string): Cause {
  return {
    name: 'time-of-other-header',
    what: `the value of ${name} was signed as the time`,
    change: 'sign the value of Request-Time',
    where: 'code',
  }
}

const zone = /(?:Z|[+-]\d\d:?\d\d)?$/i

/** The same clock beside another zone. */
function swappedZones(time: string): readonly TimeVariant[] {
  if (!/\d\d:\d\d:\d\d/.test(time)) return []
  const zones = ['Z', '', ...zoneMinutes.map(offsetOf), '+0800', '+0000']
  return zones.flatMap((other, index) => {
    const text = time.replace(zone, other)
    const cause = {
      name: 'time-zone-swapped',
      what: `the time was signed as ${quote(text)}: the same clock in another zone`,
      change: keepAsSent,
      where: 'code',
    } as const
    return variantOf(index < 4 ? 1 : 2, cause, text)
  })
}

/** The same zone beside another clock: a local time that is called UTC. */
function shifted(time: string, { ms, fraction }: Instant): readonly TimeVariant[] {
  const format = formatOf(time)
  if (!format) return []
  const offsets = zoneMinutes.flatMap((minutes) => [minutes, -minutes])
  return offsets.flatMap((minutes) => {
    const text = format.write({ ms: ms + minutes * 60_000, fraction })
    const cause = {
      name: 'time-zone-swapped',
      what: `the time was signed as ${quote(text)}, ${offsetOf(minutes)} beside the one that came`,
      change: keepAsSent,
      where: 'code',
    } as const
    return variantOf(Math.abs(minutes) === 480 ? 1 : 2, cause, text)
  })
}

const NEAR_SECONDS = 3_600

/** Another time near by: of the same second, or of the hour before and behind it. */
function rewritten(time: string, { ms, fraction }: Instant): readonly TimeVariant[] {
  const format = formatOf(time)
  if (!format) return []
  const second = Math.floor(ms / 1000) * 1000
  const parts = Array.from({ length: 1000 }, (_, part) => ({
    ms: second + part,
    fraction: String(part).padStart(3, '0'),
  }))
  const seconds = Array.from({ length: NEAR_SECONDS }, (_, index) => [index + 1, -index - 1]).flat()
  const near = seconds.map((seconds) => ({ ms: ms + seconds * 1000, fraction }))
  const wasCut = /^0*$/.test(fraction)
  return [
    ...parts.flatMap((part) => {
      const text = withFraction(format, part)
      return variantOf(3, wasCut ? reformatted(text) : rewrittenTo(text), text)
    }),
    ...near.flatMap((instant) => {
      const text = format.write(instant)
      return variantOf(3, rewrittenTo(text), text)
    }),
  ]
}

function rewrittenTo(time: string): Cause {
  return {
    name: 'time-rewritten',
    what: `the time was signed as ${quote(time)}, and another came`,
    change: keepAsSent,
    where: 'proxy',
  }
}

/** With three digits behind the second, whether the format has any or not. */
function withFraction({ write }: TimeFormat, instant: Instant): string {
  const text = write(instant)
  if (/[.,]\d/.test(text) || /^\d{13}$/.test(text)) return text
  if (/^\d{10}$/.test(text)) return `${text}${instant.fraction}`
  return text.replace(/(:\d\d)(?=\D*$|[+-]\d\d:?\d\d$)/, `$1.${instant.fraction}`)
}

function formatOf(time: string): TimeFormat | undefined {
  const instant = readInstant(time)
  return instant && timeFormats.find(({ write }) => write(instant) === time)
}

interface TimeVariant extends Variant {
  readonly time: string
}

function variantOf(rarity: Variant['rarity'], cause: Cause, time: string): TimeVariant[] {
  return [{ time, dimension: 'time', rarity, cause, apply: (parts) => ({ ...parts, time }) }]
}
