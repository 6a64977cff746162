import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dynamoDBInbox, dynamoDBReceipts } from '../../lib/adapters/dynamodb-inbox.ts'
import { dynamoDBLog } from '../../lib/adapters/dynamodb-log.ts'
import { deliver } from '../../lib/notifications/deliver.ts'
import type { Receipt } from '../../lib/notifications/receipt.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { dynamoDBApi } from '../../tools/dynamodb/dynamodb-api.ts'
import { localAccess } from '../../tools/dynamodb/local-access.ts'
import { memoryBus, memoryDeadLetters } from '../support/memory-bus.ts'
import { receipt } from '../support/receipt.ts'
import { openReceiptsTableInMemory, type ReceiptsTable } from '../support/receipts-table.ts'
import { sampleOf, variantOf } from '../support/samples.ts'

let opened: ReceiptsTable
beforeAll(async () => {
  opened = await openReceiptsTableInMemory()
})
afterAll(() => opened.close())

/** A client that counts what is asked of the table, and the units that it costs. */
function meteredClient() {
  const client = new DynamoDBClient({
    endpoint: opened.endpoint,
    region: localAccess.region,
    credentials: localAccess,
  })
  const spent: Record<string, number> = { units: 0 }
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } })
        const { ConsumedCapacity = [] } = answer.output as { ConsumedCapacity?: object }
        const units = [ConsumedCapacity].flat().map((each) => Number(Reflect.get(each, 'CapacityUnits')))
        spent[commandName] = (spent[commandName] ?? 0) + 1
        spent.units = units.reduce((sum, each) => sum + each, spent.units ?? 0)
        return answer
      },
    { step: 'initialize' },
  )
  return { client, spent }
}

/** The subject's receipts: another message of the payment each. */
function receiptOf(subject: string, number: number): Receipt {
  return receipt({
    subjectKey: `antom#CLIENT_1#payment#${subject}`,
    subject: `payment#${subject}`,
    receiptKey: `receipt#notifyPayment#${subject}#${number}`,
    identity: `${subject}#${number}`,
    receiptId: `id-${subject}-${number}`,
    body: Buffer.from(variantOf(sampleOf('antom'), { paymentRequestId: subject, paymentId: `${number}` })),
  })
}

/** A log of so many entries, as it is after so many deliveries, but that one of them alone has a name. */
async function logOf(subject: string, length: number, named: number): Promise<void> {
  const put = dynamoDBApi(opened.endpoint)
  const rows = Array.from({ length }, (_, index) => index + 1).flatMap((sequence) => {
    const { subjectKey, receiptKey, receiptId } = receiptOf(subject, sequence)
    const item = (sk: string) => ({
      pk: { S: subjectKey },
      sk: { S: sk },
      sequence: { N: `${sequence}` },
      receiptKey: { S: receiptKey },
      receiptId: { S: receiptId },
      digest: { S: `digest-${sequence}`.padEnd(43, '-') },
      before: { S: 'SUCCESS' },
      after: { S: 'SUCCESS' },
      changed: { BOOL: false },
      stale: { BOOL: false },
      conflicting: { BOOL: false },
    })
    const numbered = item(`log#${String(sequence).padStart(6, '0')}`)
    return sequence === named && sequence > 10 ? [numbered, item(`entry#${receiptKey}`)] : [numbered]
  })
  while (rows.length > 0) {
    const some = rows.splice(0, 50)
    await Promise.all(some.map((Item) => put('DynamoDB_20120810.PutItem', { TableName: opened.table, Item })))
  }
}

/** What it costs to deliver these receipts of the subject, in one batch. */
async function costOf(receipts: readonly Receipt[]) {
  const inbox = dynamoDBInbox(opened.client, opened.table)
  for (const each of receipts) await inbox.put(each)
  const { client, spent } = meteredClient()
  const parts = {
    apisOf: notificationsOf,
    receipts: dynamoDBReceipts(client, opened.table),
    log: dynamoDBLog(client, opened.table),
    bus: memoryBus(),
    deadLetters: memoryDeadLetters(),
    clock: () => 0,
  }
  const deliveries = await deliver(receipts, parts)
  expect(deliveries.map(({ outcome }) => outcome)).toEqual(receipts.map(() => 'published'))
  client.destroy()
  const sequences = parts.bus.published.map(({ detail }): number => JSON.parse(detail).sequence)
  return { spent, sequences }
}

describe('a delivery, in requests and units of capacity,', () => {
  it.each([0, 5, 9])(
    'costs a read of the receipt, one of the log, and one write: %s entries before it',
    async (length) => {
      await logOf(`short-${length}`, length, 0)
      const { spent, sequences } = await costOf([receiptOf(`short-${length}`, length + 1)])
      expect(sequences).toEqual([length + 1])
      expect(spent).toEqual({ GetItemCommand: 1, QueryCommand: 1, PutItemCommand: 1, units: 3 })
    },
  )

  it.each([10, 1_000, 10_000])(
    'costs the same beyond ten entries, however many there are: %s',
    { timeout: 300_000 },
    async (length) => {
      const middle = length / 2
      await logOf(`long-${length}`, length, middle)
      const { spent, sequences } = await costOf([receiptOf(`long-${length}`, length + 1)])
      expect(sequences).toEqual([length + 1])
      const { units, ...requests } = spent
      expect(requests).toEqual({
        GetItemCommand: 1,
        QueryCommand: length > 10 ? 2 : 1,
        ...(length > 10 && { TransactGetItemsCommand: 1 }),
        TransactWriteItemsCommand: 1,
      })
      expect(units).toBe(length > 10 ? 13 : 6)

      const early = await costOf([receiptOf(`long-${length}`, 3)])
      expect(early.sequences).toEqual([3])
      expect(early.spent.units).toBeLessThanOrEqual(11)
      expect(early.spent).not.toHaveProperty('TransactWriteItemsCommand')
      expect((await costOf([receiptOf(`long-${length}`, middle)])).sequences).toEqual([middle])
    },
  )

  it('of many receipts of one subject reads its log once, also across the tenth', async () => {
    const many = Array.from({ length: 30 }, (_, index) => receiptOf('many', index + 1))
    const { spent, sequences } = await costOf(many)
    expect(sequences).toEqual(many.map((_, index) => index + 1))
    expect(spent).toMatchObject({
      GetItemCommand: 30,
      QueryCommand: 1,
      PutItemCommand: 10,
      TransactWriteItemsCommand: 20,
    })
    expect((await costOf(many.toReversed())).sequences).toEqual(sequences.toReversed())
  })

  it('keeps the log whole where ten invocations deliver the same receipts at once', {
    timeout: 60_000,
  }, async () => {
    const many = Array.from({ length: 30 }, (_, index) => receiptOf('rivals', index + 1))
    const costs = await Promise.all(
      Array.from({ length: 10 }, (_, rival) =>
        costOf([...many.slice(rival * 3), ...many.slice(0, rival * 3)]),
      ),
    )
    const ways = costs.map(({ sequences }) => sequences.toSorted((one, other) => one - other))
    for (const way of ways) expect(way).toEqual(many.map((_, index) => index + 1))
  })
})
