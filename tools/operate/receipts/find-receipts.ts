import { type DynamoDBClient, paginateQuery, paginateScan } from '@aws-sdk/client-dynamodb'
import type { ReceiptKey } from '../../../lib/notifications/receipt.ts'

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

/** The receipts that came from `since` up to, not including, `until` (epoch ms). Reads the whole table, page by page. */
export async function* receiptsBetween(
  client: DynamoDBClient,
  table: string,
  since: number,
  until: number,
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
  for await (const { Items = [] } of pages) yield* Items.flatMap((item) => keyOf(item))
}

function keyOf({ pk, sk }: Item): ReceiptKey[] {
  return pk?.S && sk?.S ? [{ subjectKey: pk.S, receiptKey: sk.S }] : []
}
