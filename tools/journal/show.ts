import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { type Attempt, type RoleRecord, recordsOf } from './record.ts'

/** Prints what is recorded of one operation; 1, a failure, where nothing is. */
export async function show(client: DynamoDBClient, TableName: string, key: string): Promise<number> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName, Key: { pk: { S: key } }, ConsistentRead: true }),
  )
  if (!Item) {
    console.log(`${key} is not in the journal`)
    return 1
  }
  const { expires } = Item
  console.log(`${key}  kept ${expires ? `until ${time(Number(expires.N) * 1000)}` : 'for ever'}`)
  for (const record of recordsOf(Item)) {
    const { role, api, attempts, since } = record
    console.log(
      `${role}  ${api}  begun ${attempts} times since ${time(since)}  ${stateOf(record, Date.now())}`,
    )
    for (const attempt of record.trail) console.log(`  ${lineOf(attempt)}`)
  }
  return 0
}

/** How a role stands: its outcome, who may be at it, or that nobody is. */
export function stateOf({ outcome, leaseUntil }: RoleRecord, now: number): string {
  if (outcome) return outcome
  return leaseUntil > now
    ? `no outcome; somebody may be at it until ${time(leaseUntil)}`
    : 'no outcome; nobody is at it'
}

export function time(epochMs: number): string {
  return new Date(epochMs).toISOString()
}

function lineOf({ number, begun, ended, disposition, request }: Attempt): string {
  const end = ended === undefined ? 'no end on record' : `${disposition} ${time(ended)}`
  return `${number}  begun ${time(begun)}  ${end}  request ${request}`
}
