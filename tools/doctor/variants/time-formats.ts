/** An instant with all the digits that were seen of it. */
export interface Instant {
  /** Epoch milliseconds, the fraction below them cut. */
  readonly ms: number
  /** The digits behind the second, nine at most; empty for none. */
  readonly fraction: string
}

/** One way to write an instant. */
export interface TimeFormat {
  readonly rarity: 0 | 1 | 2
  readonly write: (instant: Instant) => string
}

const MINUTE_MS = 60_000

/** Minutes before UTC of every zone that somebody lives in, the likelier first. */
export const zoneMinutes: readonly number[] = [
  ...[0, 480, 540, 420, 330, 60, 120, -300, -480, 180, 240, 300, 360, 600, 660, 720, 780],
  ...[-60, -120, -180, -210, -240, -360, -420, -540, -570, -600, -660, -720],
  ...[210, 270, 345, 390, 525, 570, 630, 765, 840],
]

/** How the digits behind the second are written: as they came, none, of fixed length, without zeros at the end. */
const fractions: readonly (readonly [rarity: 0 | 1 | 2, write: (fraction: string) => string])[] = [
  [0, (digits) => (digits === '' ? '' : `.${digits}`)],
  [0, () => ''],
  [0, (digits) => `.${fixed(digits, 3)}`],
  [1, (digits) => `.${fixed(digits, 6)}`],
  [1, (digits) => digits.replace(/0+$/, '').replace(/^(?=.)/, '.')],
  [2, (digits) => `.${fixed(digits, 9)}`],
  [2, (digits) => `.${fixed(digits, 7)}`],
]

const fixed = (digits: string, length: number) => digits.slice(0, length).padEnd(length, '0')

/** Every common way to write an instant, the likelier first; some write the same. */
export const timeFormats: readonly TimeFormat[] = [
  ...spelt(0, 'T', ['Z', '+00:00', '+0000', '']),
  ...spelt(480, 'T', ['+08:00', '+0800', '']),
  epoch(13, 0),
  epoch(10, 0),
  ...spelt(0, ' ', ['', 'Z', '+00:00', ' UTC']),
  ...spelt(480, ' ', ['', '+08:00']),
  epoch(16, 1),
  { rarity: 1, write: ({ ms }) => new Date(ms).toUTCString() },
  ...spelt(0, 'T', ['z']),
  ...spelt(0, 't', ['z']),
  ...zoneMinutes.slice(2).flatMap((zone) => spelt(zone, 'T', [offsetOf(zone), '']).map(asRare)),
  { rarity: 2, write: ({ ms }) => new Date(ms).toISOString().replace(/\D/g, '').slice(0, 14) },
  { rarity: 2, write: ({ ms }) => new Date(ms).toISOString().replace(/\D/g, '').slice(0, 17) },
]

function spelt(zone: number, separator: string, suffixes: readonly string[]): TimeFormat[] {
  return suffixes.flatMap((suffix) =>
    fractions.map(
      ([rarity, fraction]): TimeFormat => ({
        rarity: separator === 'T' ? rarity : Math.max(rarity, 1) === 1 ? 1 : 2,
        write: ({ ms, fraction: digits }) =>
          new Date(ms + zone * MINUTE_MS).toISOString().slice(0, 19).replace('T', separator) +
          fraction(digits) +
          suffix,
      }),
    ),
  )
}

function asRare({ write }: TimeFormat): TimeFormat {
  return { rarity: 2, write }
}

function epoch(digits: number, rarity: 0 | 1): TimeFormat {
  return { rarity, write: ({ ms, fraction }) => `${Math.floor(ms / 1000)}${fixed(fraction, digits - 10)}` }
}

/** `+05:30` */
export function offsetOf(minutes: number): string {
  const part = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${part(size / 60)}:${part(size % 60)}`
}

const calendar =
  /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?\s*(?:(?:Z|UTC|GMT)|([+-])(\d\d):?(\d\d)?)?$/i

/** The instant that a time names in any of these ways; without a zone it is read as UTC. */
export function readInstant(text: string): Instant | undefined {
  if (/^\d{10}(\d{3}){0,3}$/.test(text)) {
    return within({ ms: Number(text.slice(0, 13).padEnd(13, '0')), fraction: text.slice(10) })
  }
  const match = calendar.exec(text)
  if (!match) return within({ ms: Date.parse(text), fraction: '' })
  const [, date, clock, fraction = '', sign, hours = '0', minutes = '0'] = match
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS
  const ms = Date.parse(`${date}T${clock}Z`) - offset + Number(fixed(fraction, 3))
  return within({ ms, fraction })
}

const YEAR_MS = 366 * 24 * 60 * MINUTE_MS

/** What four digits of a year, and ten of an epoch, can write with a zone's offset to either side. */
function within(instant: Instant): Instant | undefined {
  return instant.ms > YEAR_MS && instant.ms < 315 * YEAR_MS ? instant : undefined
}
