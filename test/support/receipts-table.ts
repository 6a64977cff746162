import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { dynamoDBApi } from '../../tools/dynamodb/dynamodb-api.ts'
import { startDynoxide } from '../../tools/dynamodb/dynoxide.ts'
import { localAccess } from '../../tools/dynamodb/local-access.ts'
import { openReceiptsTable } from '../../tools/dynamodb/receipts-table.ts'

export interface ReceiptsTable {
  readonly client: DynamoDBClient
  readonly table: string
  readonly endpoint: string
  /** The names of the commands sent so far, each attempt counted. */
  readonly sent: readonly string[]
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
  const sent: string[] = []
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        sent.push(String(commandName))
        return next(args)
      },
    { step: 'finalizeRequest', priority: 'low' },
  )
  return {
    client,
    table,
    endpoint: dynoxide.url,
    sent,
    async close() {
      client.destroy()
      await dynoxide.stop()
    },
  }
}
