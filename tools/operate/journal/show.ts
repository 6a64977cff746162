import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { operatorCommand } from '../operator-command.ts'
import { byOperation } from '../which.ts'
import { type Connections, openConnections } from './connections.ts'
import { type Attempt, recordsOf } from './record.ts'
import { stateOf, time } from './state.ts'

export const showCommand = operatorCommand({
  name: 'show',
  summary:
    'one operation: who began it, when, how each attempt ended, and what it came to; never what an outcome says',
  which: byOperation,
  permissions: [{ actions: ['dynamodb:GetItem'], on: 'journal' }],
  open: openConnections,
  run: show,
})

/** Prints what is recorded of one operation; 1, a failure, where nothing is. */
async function show({ client, table }: Connections, key: string): Promise<number> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: table, Key: { pk: { S: key } }, ConsistentRead: true }),
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

function lineOf({ number, begun, ended, disposition, request }: Attempt): string {
  const end = ended === undefined ? 'no end on record' : `${disposition} ${time(ended)}`
  return `${number}  begun ${time(begun)}  ${end}  request ${request}`
}
