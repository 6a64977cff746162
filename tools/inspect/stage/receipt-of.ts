import { eventOf } from '../../../lib/notifications/event.ts'
import { contentOf, type Receipt } from '../../../lib/notifications/receipt.ts'
import type { LogEntry } from '../../../lib/notifications/subject-log.ts'
import { understand } from '../../../lib/notifications/understand.ts'
import { notificationsOf } from '../../../lib/platforms/notifications.ts'
import { signedText } from '../../../lib/protocol/signed-text.ts'
import { type HeldSubject, receiptFacts } from '../held.ts'
import type { CallDetail } from '../view.ts'
import type { StageCall } from './calls.ts'
import { shownBody, shownHeaders, shownSignedText } from './shown-body.ts'

/** A line and a receipt have their times of one clock; what passes between the two readings of it. */
const NEAR_MS = 1_000

/** Whether the call left this receipt: of one API and one Request-Time, and when its function began. */
export function isFrom({ api, proof, receivedAt, uri }: Receipt, { entry, begunAt }: StageCall): boolean {
  return (
    api === entry.api &&
    proof['request-time'] === entry.requestTime &&
    pathOf(uri) === entry.uri &&
    Math.abs(receivedAt - begunAt) <= NEAR_MS
  )
}

type ReceiptDetail = Pick<CallDetail, 'receipt' | 'state' | 'events' | 'signedText'> & Partial<CallDetail>

/** What is kept of a notification: the receipt that it left, or the one that it repeats. */
export function receiptDetail(
  { receipts, entries }: HeldSubject,
  call: StageCall,
): ReceiptDetail | undefined {
  const own = receipts.find((receipt) => isFrom(receipt, call))
  const receipt = own ?? onlyOne(receipts.filter(({ api }) => api === call.entry.api))
  if (!receipt) return undefined
  const entry = entries.find(({ receiptId }) => receiptId === receipt.receiptId)
  return {
    receipt: receiptFacts({ ...receipt, uri: pathOf(receipt.uri) }),
    ...(entry?.after && { state: { before: entry.before ?? undefined, after: entry.after } }),
    events: own && entry ? eventsOf(own, entry) : [],
    ...(own && !own.erased && messageOf(own)),
  }
}

function onlyOne<Value>(values: readonly Value[]): Value | undefined {
  return values.length === 1 ? values[0] : undefined
}

/** What the bus was given: a function of the receipt and its entry, without secret fields. */
function eventsOf(receipt: Receipt, entry: LogEntry): readonly string[] {
  const understanding = understand(receipt, notificationsOf(receipt.platform))
  if (!understanding.ok) return []
  const { source, detailType, detail } = eventOf(receipt, entry, understanding.value)
  return [JSON.stringify({ 'detail-type': detailType, source, detail: JSON.parse(detail) }, null, 2)]
}

function messageOf(receipt: Receipt): Pick<CallDetail, 'request' | 'signedText'> {
  const { uri, clientId, proof, body, decrypted } = receipt
  const content = shownBody(contentOf(receipt))
  const time = proof['request-time'] ?? ''
  const shown = shownSignedText(signedText({ uri: pathOf(uri), clientId, time, body }), body)
  // With a query in it, it would not be the text that was signed.
  const isWhole = pathOf(uri) === uri
  return {
    request: {
      method: 'POST',
      target: pathOf(uri),
      headers: shownHeaders(Object.entries(proof)),
      body: decrypted
        ? {
            ...content,
            note: ['it came encrypted: this is what it says', content.note].filter(Boolean).join('; '),
          }
        : content,
    },
    ...(isWhole && shown !== undefined && { signedText: shown }),
  }
}

/** A query may hold secrets of the partner's own. */
function pathOf(uri: string): string {
  return uri.split('?', 1)[0] ?? ''
}
