import { declaredTable } from '../declared/table.ts'
import type { DynamoDBApi } from './dynamodb-api.ts'
import { openTable } from './open-table.ts'

/** Makes the journal's table where there is none. */
export async function openJournalTable(call: DynamoDBApi, name: string): Promise<void> {
  await openTable(call, name, declaredTable('JournalTable'))
}
