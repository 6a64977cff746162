import { readBaseUrl } from '../protocol/base-url.ts'
import { type Checked, passed, refused } from '../protocol/checked.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** With the path, its query and its prefix they make the six URIs that a signature is tried over. */
const MAX_PUBLIC_PATHS = 3

const MIN_JOURNAL_DAYS = 400

const MAX_KEEP_HOURS = 168

const ASKS_PER_SECOND = 5
const MAX_ASKS_PER_SECOND = 100

type Environment = Readonly<Record<string, string | undefined>>
type Text = string | undefined
/** A setting's value, or what is wrong with the text. */
type Parsed<Value> = Checked<Value, string>

function required(text: Text): Parsed<string> {
  return text ? passed(text) : refused('is not set')
}

/** A number of units, given back in milliseconds; `faultOf` says what is wrong with one that is set. */
function duration(
  unitMs: number,
  byDefault: number,
  faultOf: (units: number) => string | false = () => false,
) {
  return (text: Text): Parsed<number> => {
    if (!text) return passed(byDefault * unitMs)
    if (!/^\d{1,6}(\.\d{1,6})?$/.test(text))
      return refused(`must be a number such as ${byDefault}, not ${cut(text)}`)
    const fault = faultOf(Number(text))
    return fault ? refused(fault) : passed(Number(text) * unitMs)
  }
}

function ofNoAge(hours: number): string | false {
  return hours === 0 && 'must not be 0: no message would be young enough'
}

function tooShortForRefunds(days: number): string | false {
  if (days === 0 || days >= MIN_JOURNAL_DAYS) return false
  return `must be 0, for ever, or at least ${MIN_JOURNAL_DAYS}: a refund may come 366 days after its payment`
}

function tooLongForSecrets(hours: number): string | false {
  return (
    hours > MAX_KEEP_HOURS && `must be at most ${MAX_KEEP_HOURS}: what is refused is kept to find the cause`
  )
}

/** Paths as Alipay signs them: the characters are those that verifyRequest lets through. */
function paths(text: Text = ''): Parsed<readonly string[]> {
  const listed = text.split(',').flatMap((item) => item.trim() || [])
  const wrong = listed.find((path) => !/^\/[\x21-\x7e]*$/.test(path))
  if (listed.length > MAX_PUBLIC_PATHS) return refused(`must be at most ${MAX_PUBLIC_PATHS} paths`)
  if (wrong === undefined) return passed(listed)
  return refused(`must be paths that begin with /, separated by commas, not ${cut(wrong)}`)
}

function prefix(text: Text): Parsed<string> {
  if (!text) return passed('')
  return /^(\/[\x21-\x7e]*[^/])$/.test(text)
    ? passed(text)
    : refused(`must begin with / and not end with it, not ${cut(text)}`)
}

function backendUrl(text: Text): Parsed<string> {
  return text ? readBaseUrl(text, 'https://backend.example.com/alipay') : refused('is not set')
}

function asksPerSecond(text: Text): Parsed<number> {
  if (!text) return passed(ASKS_PER_SECOND)
  const asks = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (asks >= 1 && asks <= MAX_ASKS_PER_SECOND) return passed(asks)
  return refused(`must be a whole number from 1 to ${MAX_ASKS_PER_SECOND}, not ${cut(text)}`)
}

/** Every setting of the product by the name of its environment variable. */
const parsers = {
  RECEIPTS_TABLE: required,
  JOURNAL_TABLE: required,
  REFUSED_TABLE: required,
  EVENT_BUS: required,
  SECRET_NAME: required,
  /** The names of queues. */
  DEAD_LETTERS: required,
  WATCHES: required,
  WATCHES_DEAD_LETTERS: required,
  /** What the names of all secrets begin with, before a slash and the platform. */
  SECRETS: required,
  /** Of each client. */
  ASKS_PER_SECOND: asksPerSecond,
  /** Milliseconds; 0 keeps receipts for ever. */
  RETENTION_DAYS: duration(DAY_MS, 35),
  /** Milliseconds; 0 keeps operations for ever. */
  JOURNAL_RETENTION_DAYS: duration(DAY_MS, 0, tooShortForRefunds),
  /** Milliseconds; 0 keeps nothing. */
  KEEP_REFUSED_HOURS: duration(HOUR_MS, 0, tooLongForSecrets),
  /** Milliseconds. */
  MAX_AGE_HOURS: duration(HOUR_MS, 48, ofNoAge),
  /** Milliseconds. */
  MAX_SKEW_MINUTES: duration(60_000, 10),
  PUBLIC_PATHS: paths,
  PUBLIC_PATH_PREFIX: prefix,
  BACKEND_URL: backendUrl,
} satisfies Record<string, (text: Text) => Parsed<unknown>>

type Parsers = typeof parsers
export type SettingName = keyof Parsers
export type Settings<Names extends SettingName> = {
  readonly [Name in Names]: ReturnType<Parsers[Name]> extends Parsed<infer Value> ? Value : never
}

/** The settings named, or one line that says what is wrong with which of them. */
export function readSettings<const Name extends SettingName>(
  names: readonly Name[],
  env: Environment = process.env,
): Parsed<Settings<Name>> {
  const values: Partial<Record<SettingName, unknown>> = {}
  for (const name of names) {
    const parsed: Parsed<unknown> = parsers[name](env[name])
    if (!parsed.ok) return refused(`${name} ${parsed.refusal}`)
    values[name] = parsed.value
  }
  const { MAX_AGE_HOURS: maxAgeMs, ...times } = values as { [Name in SettingName]?: number }
  for (const name of ['RETENTION_DAYS', 'JOURNAL_RETENTION_DAYS'] as const) {
    const retentionMs = times[name]
    if (retentionMs && maxAgeMs && retentionMs <= maxAgeMs) {
      return refused(
        `${name} (${retentionMs / DAY_MS}) must exceed MAX_AGE_HOURS (${maxAgeMs / HOUR_MS}), or a captured message could be accepted twice`,
      )
    }
  }
  return passed(values as Settings<Name>)
}

/** How the functions reach AWS: Lambda puts the credentials of its role into the environment. */
export function awsAccess(env: Environment = process.env) {
  const { AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env
  const credentials = AWS_ACCESS_KEY_ID &&
    AWS_SECRET_ACCESS_KEY && {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
    }
  return { ...(AWS_REGION && { region: AWS_REGION }), ...(credentials && { credentials }) }
}

function cut(text: string): string {
  return JSON.stringify(text.slice(0, 64))
}
