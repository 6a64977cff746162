import { readFileSync } from 'node:fs'
import { DynamoDBClient, paginateScan, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { Role } from '../../lib/commands/journal.ts'
import { localAccess } from '../../tools/dynamodb/local-access.ts'

/** What the journal holds of one role of an operation. */
export interface JournalEntry {
  readonly key: string
  readonly role: Role
  readonly attempt: number
  /** Epoch milliseconds; 0 once it is given back. */
  readonly leaseUntil: number
  /** Undefined while there is no outcome. */
  readonly status: string | undefined
  readonly body: string | undefined
}

/** The journal of a running stack, by the file that says how to reach the stack. */
export function readJournal(environmentFile: string): Promise<readonly JournalEntry[]> {
  return inJournal(environmentFile, readEntries)
}

/** Does to the leases whose key ends so what the passing of time would: nobody who holds one is waited for any more. */
export function letLeasesRunOut(environmentFile: string, ending = ''): Promise<void> {
  return inJournal(environmentFile, async (client, TableName) => {
    const entries = await readEntries(client, TableName)
    const leased = entries.filter(({ key, leaseUntil }) => key.endsWith(ending) && leaseUntil > 0)
    await Promise.all(
      leased.map(({ key, role }) =>
        client.send(
          new UpdateItemCommand({
            TableName,
            Key: { pk: { S: key } },
            UpdateExpression: `SET ${role}LeaseUntil = :past`,
            ExpressionAttributeValues: { ':past': { N: '0' } },
          }),
        ),
      ),
    )
  })
}

async function inJournal<Value>(
  environmentFile: string,
  work: (client: DynamoDBClient, table: string) => Promise<Value>,
): Promise<Value> {
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint, JOURNAL_TABLE } = JSON.parse(
    readFileSync(environmentFile, 'utf8'),
  )
  const client = new DynamoDBClient({ endpoint, region: localAccess.region, credentials: localAccess })
  try {
    return await work(client, JOURNAL_TABLE)
  } finally {
    client.destroy()
  }
}

async function readEntries(client: DynamoDBClient, TableName: string): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = []
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
    for (const item of Items) {
      for (const role of ['act', 'cancel'] as const) {
        if (!item[`${role}Digest`]) continue
        entries.push({
          key: String(item.pk?.S),
          role,
          attempt: Number(item[`${role}Attempt`]?.N),
          leaseUntil: Number(item[`${role}LeaseUntil`]?.N),
          status: item[`${role}Status`]?.S,
          body: item[`${role}Body`]?.S,
        })
      }
    }
  }
  return entries
}
