import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { dynamoDBApi } from '../dynamodb/dynamodb-api.ts'
import { localAccess } from '../dynamodb/local-access.ts'
import { openTable } from '../dynamodb/open-table.ts'
import type { Client } from './authenticate.ts'
import { endpointsOf } from './endpoints.ts'
import { type Ledger, readLedger } from './ledger.ts'
import { openServer } from './server.ts'
import { openStore } from './store.ts'

/** Of the demo backend alone. */
export const DEMO_TABLE = 'alipay-receiver-local-demo-backend'
const properties = {
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
}

/** Where the demo backend finds what it needs. */
export interface DemoBackendOptions {
  /** The URL of the DynamoDB that keeps its table. */
  readonly dynamoDB: string
  /** The folder of the secrets, which are read at each request. */
  readonly secrets: string
  /** Takes a line about what went wrong. */
  report(line: string): void
}

export interface DemoBackend {
  readonly url: string
  ledger(): Promise<Ledger>
  close(): Promise<void>
}

/** The partner's side of the commands, for those who have none yet. Rejects where its table cannot be made. */
export async function startDemoBackend(options: DemoBackendOptions): Promise<DemoBackend> {
  await openTable(dynamoDBApi(options.dynamoDB), DEMO_TABLE, properties)
  const client = new DynamoDBClient({
    endpoint: options.dynamoDB,
    region: localAccess.region,
    credentials: localAccess,
  })
  const server = await openServer({
    endpoints: endpointsOf(openStore(client, DEMO_TABLE, Date.now)),
    clientOf: (platform, clientId) => clientIn(options.secrets, platform, clientId),
    clock: Date.now,
    report: options.report,
  })
  return {
    url: server.url,
    ledger: () => readLedger(client, DEMO_TABLE),
    async close() {
      await server.close()
      client.destroy()
    },
  }
}

/** As the receiver reads it: in the platform's secret, or one of its continuations. */
function clientIn(secrets: string, platform: string, clientId: string): Client | undefined {
  const parts = readdirSync(secrets).filter((file) => partOf(platform).test(file))
  const clients = parts.flatMap((file) =>
    Object.entries<Client>(JSON.parse(readFileSync(join(secrets, file), 'utf8')).clients),
  )
  return new Map(clients).get(clientId)
}

function partOf(platform: string): RegExp {
  return new RegExp(`^${platform}(-[2-9])?\\.json$`)
}
