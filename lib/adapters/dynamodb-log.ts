import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  QueryCommand,
  TransactGetItemsCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import type { LogEntry, SubjectLog } from '../notifications/subject-log.ts'
import type { Item } from './receipt-item.ts'

/** The entries up to this number are read in one request; only later ones have copies by name. */
const UNNAMED = 10
/** Of one transaction. */
const MAX_READS = 100
/** Attributes that an entry may be without, as those of version 0.4 and before are. */
const numbers = ['saidAt', 'unsettled', 'settles'] as const
/** Of an entry's number in its key. */
const DIGITS = 6

/**
 * The log of each subject beside its receipts, under `log#000001` and so on. An entry beyond the tenth has a copy under
 * each of its names, written in the same transaction: it is found without a search, and no copy is ever missing.
 */
export function dynamoDBLog(client: DynamoDBClient, table: string): SubjectLog {
  function logOf(subjectKey: string) {
    return {
      TableName: table,
      KeyConditionExpression: 'pk = :subject AND begins_with(sk, :log)',
      ExpressionAttributeValues: { ':subject': { S: subjectKey }, ':log': { S: 'log#' } },
      ConsistentRead: true,
    }
  }

  async function read(subjectKey: string, Limit: number, ScanIndexForward: boolean) {
    const { Items = [] } = await client.send(
      new QueryCommand({ ...logOf(subjectKey), Limit, ScanIndexForward }),
    )
    return Items.map(toEntry)
  }

  async function readAll(subjectKey: string): Promise<readonly LogEntry[]> {
    const entries: LogEntry[] = []
    for await (const { Items = [] } of paginateQuery({ client }, logOf(subjectKey))) {
      entries.push(...Items.map(toEntry))
    }
    return entries
  }

  async function readNamed(subjectKey: string, names: readonly string[]): Promise<readonly LogEntry[]> {
    const TransactItems = names.map((name) => ({
      Get: { TableName: table, Key: { pk: { S: subjectKey }, sk: { S: copyKeyOf(name) } } },
    }))
    const { Responses = [] } = await client.send(new TransactGetItemsCommand({ TransactItems }))
    return Responses.flatMap(({ Item }) => (Item ? [toEntry(Item)] : []))
  }

  function putOf(Item: Item) {
    return { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }
  }

  return {
    async latest(subjectKey) {
      return (await read(subjectKey, UNNAMED, false)).reverse()
    },

    async find(subjectKey, names) {
      const first = await read(subjectKey, UNNAMED + 1, true)
      // Version 0.1.0 wrote no copies.
      if (first[UNNAMED] && first[UNNAMED].receiptId === undefined) return readAll(subjectKey)
      const distinct = [...new Set(names)]
      const parts = Array.from({ length: Math.ceil(distinct.length / MAX_READS) }, (_, part) =>
        readNamed(subjectKey, distinct.slice(part * MAX_READS, (part + 1) * MAX_READS)),
      )
      return [...first, ...(await Promise.all(parts)).flat()]
    },

    async append(subjectKey, entry, names) {
      const item = toItem(subjectKey, sortKeyOf(entry.sequence), entry)
      try {
        if (entry.sequence <= UNNAMED) await client.send(new PutItemCommand(putOf(item)))
        else {
          const copies = names.map((name) => toItem(subjectKey, copyKeyOf(name), entry))
          const TransactItems = [item, ...copies].map((each) => ({ Put: putOf(each) }))
          await client.send(new TransactWriteItemsCommand({ TransactItems }))
        }
        return true
      } catch (cause) {
        if (isOthers(cause)) return false
        throw cause
      }
    },
  }
}

function copyKeyOf(name: string): string {
  return `entry#${name}`
}

/** Whether another entry has the number, or is about to take it. */
function isOthers(cause: unknown): boolean {
  if (cause instanceof ConditionalCheckFailedException) return true
  if (!(cause instanceof TransactionCanceledException)) return false
  const [number, ...copies] = (cause.CancellationReasons ?? []).map(({ Code }) => Code)
  return number === 'ConditionalCheckFailed' || [number, ...copies].includes('TransactionConflict')
}

/** Keys sort as the numbers do: one of more digits begins with an `a` for each further one. */
function sortKeyOf(sequence: number): string {
  const digits = String(sequence).padStart(DIGITS, '0')
  return `log#${'a'.repeat(digits.length - DIGITS)}${digits}`
}

function toItem(subjectKey: string, sortKey: string, entry: LogEntry): Item {
  const { sequence, key, receiptId, digest, before, after, changed, stale, conflicting } = entry
  return {
    pk: { S: subjectKey },
    sk: { S: sortKey },
    sequence: { N: String(sequence) },
    receiptKey: { S: key },
    ...(receiptId !== undefined && { receiptId: { S: receiptId } }),
    ...(digest !== undefined && { digest: { S: digest } }),
    ...(before !== null && { before: { S: before } }),
    ...(after !== null && { after: { S: after } }),
    changed: { BOOL: changed },
    stale: { BOOL: stale },
    conflicting: { BOOL: conflicting },
    ...Object.fromEntries(
      numbers.flatMap((name) => (entry[name] === undefined ? [] : [[name, { N: String(entry[name]) }]])),
    ),
  }
}

export function toEntry(item: Item): LogEntry {
  return {
    sequence: Number(item.sequence?.N),
    key: item.receiptKey?.S ?? '',
    receiptId: item.receiptId?.S,
    digest: item.digest?.S,
    before: item.before?.S ?? null,
    after: item.after?.S ?? null,
    changed: item.changed?.BOOL === true,
    stale: item.stale?.BOOL === true,
    conflicting: item.conflicting?.BOOL === true,
    ...Object.fromEntries(
      numbers.flatMap((name) => (item[name]?.N === undefined ? [] : [[name, Number(item[name].N)]])),
    ),
  }
}
