import { declaredTable } from '../declared/table.ts'
import { problem } from '../terminal/problem.ts'
import type { DynamoDBApi } from './dynamodb-api.ts'
import { openTable } from './open-table.ts'

/** Makes the receipts table where there is none, and gives the ARN of its stream. */
export async function openReceiptsTable(call: DynamoDBApi, name: string): Promise<string> {
  const stream = await openTable(call, name, declaredTable('ReceiptsTable'))
  if (!stream) throw problem(`the table ${name} has no stream: delete it, to have it made anew`)
  return stream
}
