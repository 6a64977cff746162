import { type Naming, receiptKeyOf } from '../notifications/name-message.ts'
import type { Receipt } from '../notifications/receipt.ts'
import type { LogEntry } from '../notifications/subject-log.ts'
import { expiryOf } from '../protocol/request-time.ts'
import type { AskedObject } from './ask.ts'
import type { ProvenReply } from './ports.ts'
import type { TendParts } from './tend-parts.ts'
import { unresolved } from './unresolved.ts'
import type { Watch } from './watch.ts'

/** An object that is asked about, with its log as it was read before. */
export interface AskedSubject extends AskedObject {
  /** As in its receipts: `payment#<paymentRequestId>`. */
  readonly subject: string
  readonly last: LogEntry | undefined
}

type Parts = Pick<TendParts, 'newReceiptId' | 'retentionMs'>

/**
 * The receipt of an answer, `now` in epoch milliseconds. There is one for each state, so that a hundred answers leave
 * one; and one more for each contradiction that a final state settles.
 */
export function answerReceipt(
  { subject, last, row, asking }: AskedSubject,
  { state, reply }: { readonly state: string; readonly reply: ProvenReply },
  now: number,
  parts: Parts,
): Receipt {
  const settles = row.finals.includes(state) ? last?.unsettled : undefined
  const identity = settles === undefined ? state : `${state}#settles-${settles}`
  const { uri, keyVersion, proof, body, respondedAt } = reply
  return {
    ...namedReceipt({ api: row.name, subject, identity }, asking, last, parts),
    receivedAt: now,
    uri,
    keyVersion,
    proof,
    body,
    expires: expiryOf({ epochMs: respondedAt, text: '' }, now, parts.retentionMs),
  }
}

/** The receipt that says that a watch is over and no final state is known: our own word, which nothing proves. */
export function unresolvedReceipt(
  { subject, last, row, id, asking }: AskedSubject,
  { asks, since, until }: Watch,
  because: NonNullable<Watch['ended']>,
  now: number,
  parts: Parts,
): Receipt {
  const body = {
    because,
    kind: row.kind,
    id,
    awaited: row.finals,
    asks: String(asks),
    since: new Date(since).toISOString(),
    until: new Date(until).toISOString(),
  }
  return {
    ...namedReceipt({ api: unresolved.name, subject, identity: `${until}#${because}` }, asking, last, parts),
    receivedAt: now,
    uri: '',
    keyVersion: '',
    proof: {},
    body: Buffer.from(JSON.stringify(body)),
    expires: expiryOf({ epochMs: now, text: '' }, now, parts.retentionMs),
  }
}

function namedReceipt(
  naming: Naming,
  { platform, client: { clientId } }: AskedSubject['asking'],
  last: LogEntry | undefined,
  { newReceiptId }: Parts,
) {
  return {
    ...receiptKeyOf(platform.name, clientId, naming),
    ...naming,
    receiptId: newReceiptId(),
    platform: platform.name,
    clientId,
    conflicting: false,
    askedAfter: last?.sequence ?? 0,
  }
}
