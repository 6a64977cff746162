import { setTimeout as wait } from 'node:timers/promises'
import type { TableProperties } from '../declared/table.ts'
import type { DynamoDBApi } from './dynamodb-api.ts'

/** Makes the table where there is none, and gives the ARN of its stream, if it has one. */
export async function openTable(
  call: DynamoDBApi,
  TableName: string,
  { KeySchema, AttributeDefinitions, StreamSpecification, TimeToLiveSpecification }: TableProperties,
): Promise<string | undefined> {
  try {
    await call('DynamoDB_20120810.CreateTable', {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema,
      AttributeDefinitions,
      ...(StreamSpecification && { StreamSpecification: { StreamEnabled: true, ...StreamSpecification } }),
    })
    await untilActive(call, TableName)
    if (TimeToLiveSpecification) {
      await call('DynamoDB_20120810.UpdateTimeToLive', { TableName, TimeToLiveSpecification })
    }
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name !== 'ResourceInUseException') throw cause
  }
  return untilActive(call, TableName)
}

interface Description {
  readonly Table: { readonly TableStatus: string; readonly LatestStreamArn?: string }
}

async function untilActive(call: DynamoDBApi, TableName: string): Promise<string | undefined> {
  for (;;) {
    const { Table } = await call<Description>('DynamoDB_20120810.DescribeTable', { TableName })
    if (Table.TableStatus === 'ACTIVE') return Table.LatestStreamArn
    await wait(50)
  }
}
