import { textAt } from '../content/fields.ts'
import { isObject, type JsonObject, readJsonObject } from '../content/json.ts'
import { type Checked, passed, refused } from '../protocol/checked.ts'
import type { PlatformName } from '../protocol/platform.ts'
import { readRequestTime } from '../protocol/request-time.ts'
import type { InquiryApi } from './inquiry-api.ts'
import type { AskedPlatform, TendParts } from './tend-parts.ts'

/** That somebody waits for the final state of an object. Whoever says it twice has said it once. */
export interface Announcement {
  readonly platform: PlatformName
  readonly clientId: string
  /** An InquiryApi's `kind`. */
  readonly kind: string
  /** As the platform knows the object: the value of the row's id field, to the letter. */
  readonly id: string
  /** The values of the row's `alsoAsks`. */
  readonly fields?: Readonly<Record<string, string>>
  /** Epoch milliseconds; the row's own time where there is none. */
  readonly until?: number
  /** A name of the row's schedules. */
  readonly schedule?: string
  /** The number of the log's entry that contradicts what stands: asked at once, whoever waits already. */
  readonly contradiction?: number
  /** True where no partner announced it: what nobody is able to ask is then dropped. */
  readonly byItself?: true
}

/** A message of the queue: an announcement, or the next step of a watch that has begun. */
export interface Wake extends Announcement {
  readonly step?: number
}

/** A message of the queue as it came: anybody who may write to the queue or the bus has chosen every byte of it. */
export interface QueueMessage {
  readonly body: string
  /** When the queue got it, in epoch milliseconds. */
  readonly sentAt: number
}

/** Why a message can never be acted on: a closed list, for the dead letter, the log and the person who reads them. */
export const announcementRefusals = [
  'not-json',
  'unknown-member',
  'wrong-platform',
  'wrong-client',
  'wrong-kind',
  'wrong-id',
  'wrong-fields',
  'wrong-schedule',
  'wrong-until',
  'until-is-past',
  'until-too-far',
  'wrong-number',
  'unknown-client',
  'no-gateway',
] as const

export type AnnouncementRefusal = (typeof announcementRefusals)[number]

/** A message that makes sense: whose gateway, and what is asked. */
export interface ReadWake {
  readonly wake: Wake
  readonly asked: AskedPlatform
  readonly row: InquiryApi
}

const members: readonly string[] = [
  'platform',
  'clientId',
  'kind',
  'id',
  'fields',
  'until',
  'schedule',
  'contradiction',
  'byItself',
  'step',
]

/** No id and no field of the pages is near it. */
const MAX_TEXT_BYTES = 1_024

/**
 * Reads a message of the queue. Only what has a row, says all that the row's question needs and nothing else, and is to
 * be asked for a time that the row allows, is read; whether its client may ask is not known yet.
 */
export function readWake(
  { body, sentAt }: QueueMessage,
  { platformOf, maxSkewMs }: Pick<TendParts, 'platformOf' | 'maxSkewMs'>,
): Checked<ReadWake, AnnouncementRefusal> {
  const content = readJsonObject(Buffer.from(body))
  if (!content.ok) return refused('not-json')
  const said = content.value
  if (Object.keys(said).some((name) => !members.includes(name))) return refused('unknown-member')
  const asked = platformOf(textAt(said, 'platform') ?? '')
  if (!asked) return refused('wrong-platform')
  const clientId = textOf(said, 'clientId')
  if (clientId === undefined) return refused('wrong-client')
  const row = asked.inquiries.find(({ kind }) => kind === textAt(said, 'kind'))
  if (!row) return refused('wrong-kind')
  const id = textOf(said, 'id')
  if (id === undefined) return refused('wrong-id')
  const details = readDetails(said, row)
  if (!details.ok) return details
  const { until, step } = details.value
  const wrong = step === undefined && until !== undefined && faultOf(until - sentAt, row, maxSkewMs)
  if (wrong) return refused(wrong)
  const wake: Wake = { platform: asked.platform.name, clientId, kind: row.kind, id, ...details.value }
  return passed({ wake, asked, row })
}

type Details = Omit<Wake, 'platform' | 'clientId' | 'kind' | 'id'>

function readDetails(said: JsonObject, row: InquiryApi): Checked<Details, AnnouncementRefusal> {
  const fields = fieldsOf(said, row)
  if (!fields) return refused('wrong-fields')
  const schedule = textAt(said, 'schedule')
  if (said.schedule !== undefined && !Object.hasOwn(row.schedules, schedule ?? '')) {
    return refused('wrong-schedule')
  }
  const until = readRequestTime(textAt(said, 'until') ?? '')?.epochMs
  if (said.until !== undefined && until === undefined) return refused('wrong-until')
  const [contradiction, step] = [numberOf(said, 'contradiction'), numberOf(said, 'step')]
  if (Number.isNaN(contradiction) || Number.isNaN(step)) return refused('wrong-number')
  return passed({
    ...(row.alsoAsks.length > 0 && { fields }),
    ...(until !== undefined && { until }),
    ...(schedule !== undefined && { schedule }),
    ...(contradiction !== undefined && { contradiction }),
    ...(said.byItself === true && { byItself: true }),
    ...(step !== undefined && { step }),
  })
}

/** What is wrong with being asked for so long, counted from when the queue got it. */
function faultOf(untilMs: number, { askedForMs }: InquiryApi, maxSkewMs: number) {
  if (untilMs <= 0) return 'until-is-past'
  return untilMs > askedForMs + maxSkewMs && 'until-too-far'
}

/** The fields that the row's question needs; undefined where one is missing, or there are others. */
function fieldsOf(said: JsonObject, { alsoAsks }: InquiryApi): Record<string, string> | undefined {
  const given = said.fields ?? {}
  if (!isObject(given) || Object.keys(given).some((name) => !alsoAsks.includes(name))) return undefined
  const found = alsoAsks.flatMap((name) => {
    const value = Object.hasOwn(given, name) ? textOf(given, name) : undefined
    return value === undefined ? [] : [[name, value] as const]
  })
  return found.length === alsoAsks.length ? Object.fromEntries(found) : undefined
}

function textOf(said: JsonObject, name: string): string | undefined {
  const value = said[name]
  return typeof value === 'string' && isAskable(value) ? value : undefined
}

/** Whether this can be asked for. Half a surrogate pair cannot: it has no UTF-8. */
export function isAskable(text: string): boolean {
  return text.isWellFormed() && Buffer.byteLength(text) <= MAX_TEXT_BYTES
}

/** Undefined where there is none, NaN where it is none. */
function numberOf(said: JsonObject, name: string): number | undefined {
  if (said[name] === undefined) return undefined
  const text = textAt(said, name) ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
}
