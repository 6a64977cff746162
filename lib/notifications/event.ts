import type { Redacted } from '../content/redact.ts'
import { eventIdOf } from './name-message.ts'
import { type Receipt, type ReceiptKey, UNRECOGNISED } from './receipt.ts'
import type { LogEntry } from './subject-log.ts'
import type { Understanding } from './understand.ts'

/** Of the 262,144 that EventBridge takes; the rest is room for the envelope. */
const MAX_DETAIL_BYTES = 256_000

/** The `detail` of the event. Consumers deduplicate on `id`; a view drops a `sequence` not above its last. */
export interface NotificationDetail {
  readonly id: string
  readonly sequence: number
  readonly platform: string
  readonly clientId: string
  readonly api: string
  readonly subject: string
  /** RFC 3339, milliseconds, UTC. */
  readonly receivedAt: string
  readonly recognised: boolean
  readonly conflicting: boolean
  readonly stale: boolean
  readonly state: { readonly before: string | null; readonly after: string | null }
  readonly changed: boolean
  /** The number of an earlier event that contradicted what stood: Alipay was asked since, and what stands now is true. */
  readonly settles?: number
  /** The typed body without its secret fields; none where the receipt is unrecognised or the event would be too large. */
  readonly body?: Redacted['body']
  /** The fields that were left out of the body, where there were any: `card.cardNo`, `list[].token`. */
  readonly redacted?: Redacted['redacted']
  /** Where the whole body stands, if this one has fields left out or is too large for an event. */
  readonly receipt?: ReceiptKey
}

export interface NotificationEvent {
  readonly source: string
  readonly detailType: string
  /** Epoch milliseconds. */
  readonly time: number
  /** NotificationDetail as JSON. */
  readonly detail: string
  /** Events of one subject are never put in one call. */
  readonly subjectKey: string
}

/** The event of a receipt: a function of the receipt and its log entry, so that every delivery is the same. */
export function eventOf(
  receipt: Receipt,
  entry: LogEntry,
  understanding: Pick<Understanding, 'api' | 'body' | 'redacted'> | undefined,
): NotificationEvent {
  const detail: NotificationDetail = {
    id: eventIdOf(receipt.subjectKey, entry.key),
    sequence: entry.sequence,
    platform: receipt.platform,
    clientId: receipt.clientId,
    api: receipt.api,
    subject: receipt.subject,
    receivedAt: new Date(receipt.receivedAt).toISOString(),
    recognised: understanding !== undefined,
    conflicting: entry.conflicting,
    stale: entry.stale,
    state: { before: entry.before, after: entry.after },
    changed: entry.changed,
    ...(entry.settles !== undefined && { settles: entry.settles }),
  }
  return {
    source: `alipay.${receipt.platform}`,
    detailType: understanding?.api ?? UNRECOGNISED,
    time: receipt.receivedAt,
    detail: understanding ? withBody(detail, receipt, understanding) : JSON.stringify(detail),
    subjectKey: receipt.subjectKey,
  }
}

function withBody(
  detail: NotificationDetail,
  { subjectKey, receiptKey }: Receipt,
  { body, redacted }: Redacted,
): string {
  const receipt = { subjectKey, receiptKey }
  const whole = JSON.stringify({ ...detail, body, ...(redacted.length > 0 && { redacted, receipt }) })
  return Buffer.byteLength(whole) <= MAX_DETAIL_BYTES ? whole : JSON.stringify({ ...detail, receipt })
}
