import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parse } from 'yaml'
import { startProblem } from '../start-problem.ts'
import type { DynamoDBApi } from './dynamodb-api.ts'

const template = join(import.meta.dirname, '../../../infra/tables.yml')

interface TableProperties {
  readonly KeySchema: unknown
  readonly AttributeDefinitions: unknown
  readonly StreamSpecification: { readonly StreamViewType: string }
  readonly TimeToLiveSpecification: unknown
}

/** Makes the receipts table where there is none, as infra/tables.yml describes it, and gives the ARN of its stream. */
export async function openReceiptsTable(call: DynamoDBApi, name: string): Promise<string> {
  const { KeySchema, AttributeDefinitions, StreamSpecification, TimeToLiveSpecification } = readTemplate()
  try {
    await call('DynamoDB_20120810.CreateTable', {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema,
      AttributeDefinitions,
      StreamSpecification: { StreamEnabled: true, ...StreamSpecification },
    })
    await untilActive(call, name)
    await call('DynamoDB_20120810.UpdateTimeToLive', { TableName: name, TimeToLiveSpecification })
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name !== 'ResourceInUseException') throw cause
  }
  const stream = await untilActive(call, name)
  if (!stream) throw startProblem(`the table ${name} has no stream: delete it, to have it made anew`)
  return stream
}

function readTemplate(): TableProperties {
  // CloudFormation's own tags (!Ref, !If) stand where nothing is read here.
  const { Resources } = parse(readFileSync(template, 'utf8'), { logLevel: 'error' })
  return Resources.ReceiptsTable.Properties
}

interface Description {
  readonly Table: { readonly TableStatus: string; readonly LatestStreamArn?: string }
}

async function untilActive(call: DynamoDBApi, name: string): Promise<string | undefined> {
  for (;;) {
    const { Table } = await call<Description>('DynamoDB_20120810.DescribeTable', { TableName: name })
    if (Table.TableStatus === 'ACTIVE') return Table.LatestStreamArn
    await wait(50)
  }
}
