import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb'
import type { Versioned } from '../inquiries/ports.ts'

/**
 * Values by version in a table, each in an item of its own under the sort key: the value as JSON text, `version`, and
 * `expires` (epoch seconds, TTL). One that has expired and is not deleted yet is given like any other.
 *
 * A PutItem whose answer was lost is sent again by the SDK, and then fails on what itself has written. Each write has a
 * token of its own, so that this is known from another's: `newToken` must never give the same twice. Where another has
 * already written after it, the answer is that another was quicker: whoever reads again then sees what stands.
 */
export function dynamoDBVersioned<Value>(
  client: DynamoDBClient,
  table: string,
  sortKey: string,
  newToken: () => string,
): Versioned<Value> {
  return {
    async read(key) {
      const Key = { pk: { S: key }, sk: { S: sortKey } }
      const get = new GetItemCommand({ TableName: table, Key, ConsistentRead: true })
      const { Item } = await client.send(get)
      return Item && { value: JSON.parse(Item.value?.S ?? ''), version: Number(Item.version?.N) }
    },

    async write(key, value, after, expires) {
      const token = newToken()
      const put = new PutItemCommand({
        TableName: table,
        Item: {
          pk: { S: key },
          sk: { S: sortKey },
          value: { S: JSON.stringify(value) },
          version: { N: String((after ?? 0) + 1) },
          token: { S: token },
          expires: { N: String(expires) },
        },
        ...(after === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#version = :after',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':after': { N: String(after) } },
            }),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      })
      try {
        await client.send(put)
        return true
      } catch (cause) {
        if (!(cause instanceof ConditionalCheckFailedException)) throw cause
        return cause.Item?.token?.S === token
      }
    },
  }
}
