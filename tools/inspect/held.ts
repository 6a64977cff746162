import { type DynamoDBClient, GetItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb'
import { toEntry } from '../../lib/adapters/dynamodb-log.ts'
import { toReceipt } from '../../lib/adapters/receipt-item.ts'
import type { Receipt } from '../../lib/notifications/receipt.ts'
import type { LogEntry } from '../../lib/notifications/subject-log.ts'
import { type RoleRecord, recordsOf } from '../operate/journal/record.ts'
import { stateOf, time } from '../operate/journal/state.ts'
import { factsOf } from './shown.ts'
import type { CallRow, Facts, HistoryEntry } from './view.ts'

/** The tables of a deployment. */
export interface Tables {
  readonly client: DynamoDBClient
  readonly receipts: string
  readonly journal: string
}

/** What is kept about one subject. */
export interface HeldSubject {
  readonly receipts: readonly Receipt[]
  /** In their order. */
  readonly entries: readonly LogEntry[]
}

/** Of a subject; one that has more is cut. */
const MAX_ITEMS = 1_000

export async function readSubject(
  { client, receipts: table }: Tables,
  subjectKey: string,
): Promise<HeldSubject> {
  const receipts: Receipt[] = []
  const entries: LogEntry[] = []
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      KeyConditionExpression: 'pk = :subject',
      ExpressionAttributeValues: { ':subject': { S: subjectKey } },
      ConsistentRead: true,
    },
  )
  let items = 0
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const sortKey = item.sk?.S ?? ''
      if (sortKey.startsWith('receipt#')) receipts.push(toReceipt(item))
      if (sortKey.startsWith('log#')) entries.push(toEntry(item))
    }
    items += Items.length
    if (items >= MAX_ITEMS) break
  }
  return { receipts, entries }
}

/** What the journal has of an operation: none, or a record of each role. */
export async function readOperation(
  { client, journal: table }: Tables,
  key: string,
): Promise<readonly RoleRecord[]> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: table, Key: { pk: { S: key } }, ConsistentRead: true }),
  )
  return Item ? recordsOf(Item) : []
}

/** A receipt, but for its body and the headers that prove it. */
export function receiptFacts({ receivedAt, expires, body, decrypted, proof: _, ...facts }: Receipt): Facts {
  return factsOf({
    ...facts,
    receivedAt: time(receivedAt),
    expires: expires === undefined ? 'never' : time(expires * 1000),
    bodyBytes: body.length,
    decryptedBytes: decrypted?.length,
  })
}

/** The roles of an operation and their last attempts, the newest first. */
export function journalFacts(records: readonly RoleRecord[], now: number): Facts {
  return records.flatMap((record) => {
    const { role, api, attempts, since, trail } = record
    return [
      [role, `${api}: ${stateOf(record, now)}`] as const,
      [`${role} begun`, `${attempts} times since ${time(since)}`] as const,
      ...trail.map(
        ({ number, begun, ended, disposition, request }) =>
          [
            `${role} attempt ${number}`,
            `begun ${time(begun)}; ${ended === undefined ? 'no end on record' : `${disposition} ${time(ended)}`}; request ${request}`,
          ] as const,
      ),
    ]
  })
}

/** How the subject came to where it stands. `callOf` knows the call that a receipt was made from, where it is held. */
export function subjectHistory(
  { receipts, entries }: HeldSubject,
  callOf: (receipt: Receipt) => string | undefined,
): readonly HistoryEntry[] {
  const byId = new Map(receipts.map((receipt) => [receipt.receiptId, receipt]))
  const logged = new Set(entries.map(({ receiptId }) => receiptId))
  let at = 0
  const numbered = entries.map((entry): HistoryEntry => {
    const receipt = byId.get(entry.receiptId ?? '')
    at = receipt?.receivedAt ?? at
    return {
      at,
      what: `#${entry.sequence} ${receipt?.api ?? entry.key}`,
      ...(entry.after !== null && { state: entry.after }),
      ...noteOf([
        entry.changed ? `from ${entry.before ?? 'nothing'}` : 'changed nothing',
        entry.conflicting && 'conflicting',
        entry.stale && 'stale',
        entry.settles !== undefined && `settles #${entry.settles}`,
        !receipt && 'its receipt is gone, so its time is not known',
        receipt?.acceptedBy !== undefined && `accepted by ${receipt.acceptedBy}`,
        receipt?.erased && `erased ${receipt.erased.at}`,
      ]),
      ...linkOf(receipt && callOf(receipt)),
    }
  })
  const undelivered = receipts
    .filter(({ receiptId }) => !logged.has(receiptId))
    .map((receipt) => ({
      at: receipt.receivedAt,
      what: receipt.api,
      note: 'not delivered yet',
      ...linkOf(callOf(receipt)),
    }))
  return [...numbered, ...undelivered]
}

/** The attempts at an operation, and what it came to. `isHeld` says whether the call of a request is held. */
export function operationHistory(
  records: readonly RoleRecord[],
  isHeld: (requestId: string) => boolean,
): readonly HistoryEntry[] {
  return records.flatMap(({ api, role, at, outcome, trail }) => [
    ...trail.map(({ number, begun, disposition, request }) => ({
      at: begun,
      what: `${api}, attempt ${number}`,
      note: disposition ?? 'no end on record',
      ...linkOf(isHeld(request) ? request : undefined),
    })),
    ...(outcome === undefined ? [] : [{ at, what: `${api} recorded (${role})`, state: outcome }]),
  ])
}

/** Each call that left nothing of its own, such as a repeat, among what is kept. */
export function withCalls(
  entries: readonly HistoryEntry[],
  rows: readonly CallRow[],
): readonly HistoryEntry[] {
  const linked = new Set(entries.map(({ call }) => call))
  const others = rows
    .filter(({ id }) => !linked.has(id))
    .map(({ id, at, api, end }) => ({ at, what: api, note: end, call: id }))
  return [...entries, ...others].sort((one, other) => one.at - other.at)
}

function linkOf(call: string | undefined) {
  return call === undefined ? {} : { call }
}

function noteOf(notes: readonly (string | false | undefined)[]) {
  const said = notes.filter(Boolean)
  return said.length > 0 ? { note: said.join(', ') } : {}
}
