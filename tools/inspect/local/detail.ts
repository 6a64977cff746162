import type { Receipt } from '../../../lib/notifications/receipt.ts'
import type { OutgoingCall } from '../../local/outgoing.ts'
import type { AnsweredCall } from '../../local/watcher.ts'
import type { Doctor } from '../../watch/doctor.ts'
import { refusals } from '../../watch/watch.ts'
import {
  type HeldSubject,
  journalFacts,
  readOperation,
  readSubject,
  receiptFacts,
  type Tables,
} from '../held.ts'
import { lineFacts } from '../row.ts'
import { type Showing, showing } from '../shown.ts'
import type { DetailOptions } from '../source.ts'
import type { CallDetail, Exchange } from '../view.ts'
import type { HeldCall } from './calls.ts'
import type { Deliveries } from './deliveries.ts'
import { stepsOf } from './steps.ts'

interface Parts {
  readonly doctor: Pick<Doctor, 'explain'>
  readonly deliveries: Deliveries
  readonly tables: () => Tables
  readonly clock: () => number
}

/** Everything about a call, read and put together now. */
export async function detailOf(held: HeldCall, { whole }: DetailOptions, parts: Parts): Promise<CallDetail> {
  const { row, facts, subject, late } = held
  const show = showing(whole)
  const entry = facts?.entry ?? late
  const kept = await keptOf(held, show, parts)
  const answer = facts?.call.reply
  const backend = held.run?.outgoing.filter(({ operation }) => operation === undefined) ?? []
  return {
    row,
    request: requestOf(facts?.call, show),
    ...(await verdictOf(held, show, whole, parts)),
    ...kept,
    ...(answer && {
      answer: { status: row.status, headers: show.headers(answer.headers), body: show.content(answer.body) },
    }),
    ...(entry && { line: lineFacts(entry) }),
    ...(backend.length > 0 && { backend: backend.map((call) => exchangeOf(call, show)) }),
    ...(subject !== undefined && { subject }),
  }
}

function requestOf(call: AnsweredCall | undefined, show: Showing): CallDetail['request'] {
  const { method = '', target = '', headers = [], body } = call ?? {}
  const content = show.content(body ?? Buffer.alloc(0))
  const note = call ? 'it was not read' : 'it is not held'
  return {
    method,
    target: show.target(target),
    headers: show.headers(headers),
    body: body ? content : { ...content, note },
  }
}

/** The doctor is asked also about what holds: it knows which text was checked. */
async function verdictOf(
  { facts, row }: HeldCall,
  show: Showing,
  whole: boolean,
  { doctor }: Parts,
): Promise<Pick<CallDetail, 'signedText' | 'verdict'>> {
  const verdict = facts && (await doctor.explain(facts.call, whole ? 'whole' : 'masked'))
  if (!verdict) return {}
  const signedText = verdict.text && show.signedText(verdict.text)
  return {
    ...(signedText !== undefined && { signedText }),
    ...(refusals.has(row.end) && { verdict: verdict.lines }),
  }
}

/** The steps, and what is kept of it: of a notification its receipt, of a command its record in the journal. */
async function keptOf(
  held: HeldCall,
  show: Showing,
  { tables, deliveries, clock }: Parts,
): Promise<Pick<CallDetail, 'steps' | 'receipt' | 'state' | 'events' | 'journal'>> {
  const { facts, subject, row } = held
  const call = facts?.call
  const way = { held, delivery: undefined, events: [] }
  const bare = { steps: call ? stepsOf({ ...way, call }) : [], events: [] }
  if (subject === undefined) return bare
  if (row.contract === 'command') {
    const records = await readOperation(tables(), subject)
    return { ...bare, ...(records.length > 0 && { journal: journalFacts(records, clock()) }) }
  }
  const about = await readSubject(tables(), subject)
  const receipt = call && receiptOf(about.receipts, call, row.api)
  if (!receipt) return bare
  // Of a repeat the receipt is another call's, and so is what came of it.
  const isOwn = row.end !== 'repeated' && isFrom(receipt, call)
  const entry = about.entries.find(({ receiptId }) => receiptId === receipt.receiptId)
  const events = isOwn && entry ? deliveries.eventsOf(subject, entry.key) : []
  const delivery = isOwn ? deliveries.of(receipt) : undefined
  return {
    steps: stepsOf({ held, call, delivery, events }),
    events: events.map(({ text }) => text),
    receipt: receiptFacts({ ...receipt, uri: show.target(receipt.uri) }),
    ...stateOf(about, receipt),
  }
}

function stateOf({ entries }: HeldSubject, { receiptId }: Receipt): Pick<CallDetail, 'state'> {
  const entry = entries.find((one) => one.receiptId === receiptId)
  return entry?.after ? { state: { before: entry.before ?? undefined, after: entry.after } } : {}
}

/** The receipt that the call left, or that of which it is a repeat. */
function receiptOf(receipts: readonly Receipt[], call: AnsweredCall, api: string): Receipt | undefined {
  const body = call.body ?? Buffer.alloc(0)
  return (
    receipts.find((receipt) => isFrom(receipt, call)) ??
    receipts.find((receipt) => receipt.body.equals(body)) ??
    receipts.find((receipt) => receipt.api === api && !receipt.conflicting)
  )
}

/** Whether the call left this receipt: a repeat may have the same signature, and comes before its answer or behind it. */
export function isFrom({ proof, receivedAt }: Receipt, { headers, at, answeredAt }: AnsweredCall): boolean {
  const signature = headers.find(([name]) => name.toLowerCase() === 'signature')?.[1]
  return at <= receivedAt && receivedAt <= answeredAt && proof.signature === signature
}

function exchangeOf(
  { method, url, request, response, status, error, at, endedAt }: OutgoingCall,
  show: Showing,
): Exchange {
  const { headers = [], body = new Uint8Array(), bytes } = request ?? {}
  const sent = show.content(body, bytes)
  const took = endedAt === undefined ? {} : { tookMs: endedAt - at }
  const target = `${method} ${show.target(url)}`
  if (!response || status === undefined) {
    const why = error ?? 'it did not end before the function did'
    return {
      request: { target, headers: show.headers(headers), body: withNote(sent, `no answer came: ${why}`) },
      ...took,
    }
  }
  const came = withNote(show.content(response.body, response.bytes), error)
  return {
    request: { target, headers: show.headers(headers), body: sent },
    response: { status, headers: show.headers(response.headers), body: came },
    ...took,
  }
}

function withNote<Shown extends { readonly note?: string }>(content: Shown, note: string | undefined): Shown {
  return note === undefined ? content : { ...content, note: [content.note, note].filter(Boolean).join('; ') }
}
