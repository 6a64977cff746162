import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb'
import type { RefusedStore } from '../refused/refused-keeper.ts'
import type { RefusedRequest } from '../refused/refused-request.ts'

type Item = Record<string, AttributeValue>

/** Refused requests in a DynamoDB table: one conditional PutItem each. */
export function dynamoDBRefused(client: DynamoDBClient, table: string): RefusedStore {
  return {
    async keep(request, signal) {
      const put = new PutItemCommand({
        TableName: table,
        Item: toItem(request),
        ConditionExpression: 'attribute_not_exists(pk)',
      })
      try {
        await client.send(put, { abortSignal: signal })
      } catch (cause) {
        if (!(cause instanceof ConditionalCheckFailedException)) throw cause
      }
    },
  }
}

const texts = ['platform', 'contract', 'reason', 'path', 'query'] as const

/** As an item: `pk`, `expires` (epoch seconds, TTL), the body raw. */
function toItem({ id, headers, body, receivedAt, expires, ...request }: RefusedRequest): Item {
  return {
    pk: { S: id },
    ...Object.fromEntries(texts.map((name) => [name, { S: request[name] }])),
    headers: { M: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { S: value }])) },
    body: { B: body },
    receivedAt: { N: String(receivedAt) },
    expires: { N: String(expires) },
  }
}

/** Throws where the item is no refused request. */
export function toRefusedRequest(item: Item): RefusedRequest {
  const { pk, headers, body, receivedAt, expires, accepted } = item
  if (!pk?.S || !body?.B) throw new Error('the item is no refused request')
  return {
    id: pk.S,
    ...Object.fromEntries(texts.map((name) => [name, item[name]?.S ?? ''])),
    headers: recordOf(headers),
    body: Buffer.from(body.B),
    receivedAt: Number(receivedAt?.N),
    expires: Number(expires?.N),
    ...(accepted && { accepted: recordOf(accepted) }),
  } as RefusedRequest
}

function recordOf(value: AttributeValue | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(value?.M ?? {}).map(([name, { S = '' }]) => [name, S]))
}
