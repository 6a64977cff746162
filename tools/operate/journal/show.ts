import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { operatorCommand } from '../operator-command.ts'
import type { Output } from '../output.ts'
import { byOperation } from '../which.ts'
import { type Connections, openConnections } from './connections.ts'
import { type Attempt, type RoleRecord, recordsOf } from './record.ts'
import { stateOf, thingOf, time } from './state.ts'

export const showCommand = operatorCommand({
  name: 'show',
  summary:
    'one operation: who began it, when, how each attempt ended, and what it came to; never what an outcome says',
  which: byOperation,
  permissions: [{ actions: ['dynamodb:GetItem'], on: 'journal' }],
  open: openConnections,
  run: show,
})

/** Shows what is recorded of one operation; 1, a failure, where nothing is. */
async function show({ client, table }: Connections, output: Output, key: string): Promise<number> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: table, Key: { pk: { S: key } }, ConsistentRead: true }),
  )
  if (!Item) {
    output.conclude(`${key} is not in the journal`)
    return 1
  }
  const { expires } = Item
  const keptUntil = expires && time(Number(expires.N) * 1000)
  const records = recordsOf(Item)
  output.show(
    { key, keptUntil, roles: records.map(thingOf) },
    `${key}  kept ${keptUntil ? `until ${keptUntil}` : 'for ever'}`,
    ...records.flatMap(linesOf),
  )
  return 0
}

function linesOf(record: RoleRecord): readonly string[] {
  const { role, api, attempts, since, trail } = record
  return [
    `${role}  ${api}  begun ${attempts} times since ${time(since)}  ${stateOf(record, Date.now())}`,
    ...trail.map((attempt) => `  ${lineOf(attempt)}`),
  ]
}

function lineOf({ number, begun, ended, disposition, request }: Attempt): string {
  const end = ended === undefined ? 'no end on record' : `${disposition} ${time(ended)}`
  return `${number}  begun ${time(begun)}  ${end}  request ${request}`
}
