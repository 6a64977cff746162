import { type DynamoDBClient, paginateQuery, paginateScan } from '@aws-sdk/client-dynamodb'
import type { ReceiptKey } from '../../../lib/notifications/receipt.ts'
import type { Output } from '../output.ts'
import type { Range } from '../which.ts'

type Item = Readonly<Record<string, { readonly S?: string | undefined }>>

/** The receipts of one subject, in key order. */
export async function* receiptsOfSubject(
  client: DynamoDBClient,
  table: string,
  subjectKey: string,
): AsyncGenerator<ReceiptKey> {
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      KeyConditionExpression: 'pk = :subject AND begins_with(sk, :receipt)',
      ExpressionAttributeValues: { ':subject': { S: subjectKey }, ':receipt': { S: 'receipt#' } },
      ProjectionExpression: 'pk, sk',
      ConsistentRead: true,
    },
  )
  for await (const { Items = [] } of pages) yield* Items.flatMap((item) => keyOf(item))
}

/** The receipts that came in a range of time. Reads the whole table, page by page. */
export async function* receiptsBetween(
  client: DynamoDBClient,
  table: string,
  { since, until }: Range,
  progress: Output['progress'],
): AsyncGenerator<ReceiptKey> {
  const pages = paginateScan(
    { client },
    {
      TableName: table,
      FilterExpression: 'begins_with(sk, :receipt) AND receivedAt >= :since AND receivedAt < :until',
      ExpressionAttributeValues: {
        ':receipt': { S: 'receipt#' },
        ':since': { N: String(since) },
        ':until': { N: String(until) },
      },
      ProjectionExpression: 'pk, sk',
    },
  )
  let read = 0
  for await (const { Items = [], ScannedCount = 0 } of pages) {
    read += ScannedCount
    progress(`${read} items of the table read`)
    yield* Items.flatMap((item) => keyOf(item))
  }
}

function keyOf({ pk, sk }: Item): ReceiptKey[] {
  return pk?.S && sk?.S ? [{ subjectKey: pk.S, receiptKey: sk.S }] : []
}
