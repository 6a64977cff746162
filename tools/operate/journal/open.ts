import { paginateScan } from '@aws-sdk/client-dynamodb'
import { operatorCommand } from '../operator-command.ts'
import type { Output } from '../output.ts'
import { fromTime } from '../which.ts'
import { type Connections, openConnections } from './connections.ts'
import { type Item, recordsOf } from './record.ts'
import { stateOf, thingOf, time } from './state.ts'

export const openCommand = operatorCommand({
  name: 'open',
  summary: 'the operations that were begun and have no outcome (reads the table)',
  which: fromTime,
  permissions: [{ actions: ['dynamodb:Scan'], on: 'journal' }],
  open: openConnections,
  run: listOpen,
})

/** The attributes of each role from which its line is made. */
const attributes = ['Digest', 'Api', 'Attempt', 'Since', 'At', 'LeaseUntil', 'Status', 'Trail1']

/**
 * Shows what was begun, last from `since` (epoch ms) on, and has no outcome; a payment whose cancel
 * succeeded ended with that. Reads the whole table, page by page. The number of failures: none.
 */
async function listOpen({ client, table }: Connections, output: Output, since: number): Promise<number> {
  const isOpen = (role: string) =>
    `(attribute_exists(${role}Digest) AND attribute_not_exists(${role}Status) AND ${role}At >= :since)`
  const pages = paginateScan(
    { client },
    {
      TableName: table,
      FilterExpression: `${isOpen('cancel')} OR (${isOpen('act')} AND (attribute_not_exists(cancelStatus) OR cancelStatus = :failed))`,
      ExpressionAttributeValues: { ':since': { N: String(since) }, ':failed': { S: 'F' } },
      ProjectionExpression: ['pk', ...attributes.flatMap((name) => [`act${name}`, `cancel${name}`])].join(
        ', ',
      ),
      ConsistentRead: true,
    },
  )
  let total = 0
  let read = 0
  for await (const { Items = [], ScannedCount = 0 } of pages) {
    read += ScannedCount
    output.progress(`${read} items of the table read`)
    for (const item of Items) total += listItem(item, output, since)
  }
  output.conclude(`${total} begun and without an outcome`)
  return 0
}

function listItem(item: Item, output: Output, since: number): number {
  const open = recordsOf(item).filter(
    (record) => item[`${record.role}Status`] === undefined && record.at >= since,
  )
  for (const record of open) {
    const { api, role, attempts, trail } = record
    const [last] = trail
    const how = last?.disposition ?? 'no end on record'
    output.show(
      { key: item.pk?.S, ...thingOf(record) },
      `${item.pk?.S}  ${role}  ${api}  begun ${attempts} times since ${time(record.since)}, last ${time(record.at)}: ${how}  (${stateOf(record, Date.now())})`,
    )
  }
  return open.length
}
