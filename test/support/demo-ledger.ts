import { readFileSync } from 'node:fs'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { type Ledger, readLedger } from '../../tools/demo-backend/ledger.ts'
import { DEMO_TABLE } from '../../tools/demo-backend/start.ts'
import { localAccess } from '../../tools/dynamodb/local-access.ts'

/** What the demo backend of a running stack has on its accounts, by the file that says how to reach the stack. */
export async function readDemoLedger(environmentFile: string): Promise<Ledger> {
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint } = JSON.parse(readFileSync(environmentFile, 'utf8'))
  const client = new DynamoDBClient({ endpoint, region: localAccess.region, credentials: localAccess })
  try {
    return await readLedger(client, DEMO_TABLE)
  } finally {
    client.destroy()
  }
}
