import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb'
import type { LogEntry, SubjectLog } from '../notifications/subject-log.ts'
import type { Item } from './receipt-item.ts'

/** The log of each subject beside its receipts, under `log#000001` and so on. */
export function dynamoDBLog(client: DynamoDBClient, table: string): SubjectLog {
  return {
    async entries(subjectKey) {
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          KeyConditionExpression: 'pk = :subject AND begins_with(sk, :log)',
          ExpressionAttributeValues: { ':subject': { S: subjectKey }, ':log': { S: 'log#' } },
          ConsistentRead: true,
        },
      )
      const entries: LogEntry[] = []
      for await (const { Items = [] } of pages) entries.push(...Items.map(toEntry))
      return entries
    },

    async append(subjectKey, entry) {
      try {
        await client.send(
          new PutItemCommand({
            TableName: table,
            Item: toItem(subjectKey, entry),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        )
        return true
      } catch (cause) {
        if (cause instanceof ConditionalCheckFailedException) return false
        throw cause
      }
    },
  }
}

function toItem(subjectKey: string, entry: LogEntry): Item {
  const { sequence, receiptKey, before, after, changed, stale, conflicting } = entry
  return {
    pk: { S: subjectKey },
    sk: { S: `log#${String(sequence).padStart(6, '0')}` },
    sequence: { N: String(sequence) },
    receiptKey: { S: receiptKey },
    ...(before !== null && { before: { S: before } }),
    ...(after !== null && { after: { S: after } }),
    changed: { BOOL: changed },
    stale: { BOOL: stale },
    conflicting: { BOOL: conflicting },
  }
}

function toEntry(item: Item): LogEntry {
  return {
    sequence: Number(item.sequence?.N),
    receiptKey: item.receiptKey?.S ?? '',
    before: item.before?.S ?? null,
    after: item.after?.S ?? null,
    changed: item.changed?.BOOL === true,
    stale: item.stale?.BOOL === true,
    conflicting: item.conflicting?.BOOL === true,
  }
}
