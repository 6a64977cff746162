import { declaredTable } from '../declared/table.ts'
import type { DynamoDBApi } from './dynamodb-api.ts'
import { openTable } from './open-table.ts'

/** Makes the table of what is refused where there is none. */
export async function openRefusedTable(call: DynamoDBApi, name: string): Promise<void> {
  await openTable(call, name, declaredTable('RefusedTable'))
}
