import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { dynamoDBApi } from '../../tools/local/dynamodb/dynamodb-api.ts'
import { startDynoxide } from '../../tools/local/dynamodb/dynoxide.ts'
import { openReceiptsTable } from '../../tools/local/dynamodb/receipts-table.ts'
import { localAccess } from '../../tools/local/variables.ts'

export interface ReceiptsTable {
  readonly client: DynamoDBClient
  readonly table: string
  readonly endpoint: string
  close(): Promise<void>
}

/** A receipts table of one's own, as infra/tables.yml describes it, in an embedded DynamoDB that keeps it in memory. */
export async function openReceiptsTableInMemory(): Promise<ReceiptsTable> {
  const dynoxide = await startDynoxide(':memory:')
  const table = 'receipts'
  await openReceiptsTable(dynamoDBApi(dynoxide.url), table)
  const client = new DynamoDBClient({
    endpoint: dynoxide.url,
    region: localAccess.region,
    credentials: localAccess,
  })
  return {
    client,
    table,
    endpoint: dynoxide.url,
    async close() {
      client.destroy()
      await dynoxide.stop()
    },
  }
}
