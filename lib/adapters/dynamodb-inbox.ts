import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb'
import type { Inbox, ReceiptReader } from '../notifications/inbox.ts'
import { toItem, toReceipt } from './receipt-item.ts'

/** The inbox in a DynamoDB table: one conditional PutItem, no lock, no half-done state (design §3). */
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
