import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb'
import type { Inbox, ReceiptReader } from '../notifications/inbox.ts'
import { toItem, toReceipt } from './receipt-item.ts'

/** The inbox in a DynamoDB table: one conditional PutItem, no lock, no half-done state. */
export function dynamoDBInbox(client: DynamoDBClient, table: string): Inbox {
  return {
    async put(receipt) {
      try {
        await client.send(
          new PutItemCommand({
            TableName: table,
            Item: toItem(receipt),
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        )
        return { held: undefined }
      } catch (cause) {
        if (!(cause instanceof ConditionalCheckFailedException) || !cause.Item) throw cause
        return { held: toReceipt(cause.Item) }
      }
    },
  }
}

/**
 * Opens the connection and warms the SDK while Lambda initialises, with the one permission that the inbox needs: a put
 * whose condition cannot hold writes nothing. Never rejects: the first real request fails and says why.
 */
export async function warmUp(client: DynamoDBClient, table: string): Promise<void> {
  const impossible = new PutItemCommand({
    TableName: table,
    Item: { pk: { S: 'warm-up' }, sk: { S: 'warm-up' } },
    ConditionExpression: 'attribute_exists(pk)',
  })
  await client.send(impossible).catch(() => undefined)
}

/** Receipts by consistent reads. */
export function dynamoDBReceipts(client: DynamoDBClient, table: string): ReceiptReader {
  return {
    async read({ subjectKey, receiptKey }) {
      const { Item } = await client.send(
        new GetItemCommand({
          TableName: table,
          Key: { pk: { S: subjectKey }, sk: { S: receiptKey } },
          ConsistentRead: true,
        }),
      )
      return Item && toReceipt(Item)
    },
  }
}
