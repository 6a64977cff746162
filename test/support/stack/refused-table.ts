import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { toRefusedRequest } from '../../../lib/adapters/dynamodb-refused.ts'
import { dynamoDBApi } from '../../../tools/dynamodb/dynamodb-api.ts'
import { startDynoxide } from '../../../tools/dynamodb/dynoxide.ts'
import { localAccess } from '../../../tools/dynamodb/local-access.ts'
import { openRefusedTable } from '../../../tools/dynamodb/refused-table.ts'

/** A table of refused requests, as infra/tables.yml describes it, in an embedded DynamoDB in memory. */
export async function openRefusedTableInMemory() {
  const dynoxide = await startDynoxide(':memory:')
  const table = 'refused'
  await openRefusedTable(dynamoDBApi(dynoxide.url), table)
  const { region } = localAccess
  const client = new DynamoDBClient({ endpoint: dynoxide.url, region, credentials: localAccess })
  return {
    client,
    table,
    async read(id: string) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: { pk: { S: id } }, ConsistentRead: true }),
      )
      return Item && toRefusedRequest(Item)
    },
    async close() {
      client.destroy()
      await dynoxide.stop()
    },
  }
}
