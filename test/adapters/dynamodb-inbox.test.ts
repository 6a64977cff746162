import { randomUUID } from 'node:crypto'
import { ScanCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createDynamoDBClient } from '../../lib/adapters/dynamodb.ts'
import { dynamoDBInbox, dynamoDBReceipts, warmUp } from '../../lib/adapters/dynamodb-inbox.ts'
import { accept } from '../../lib/notifications/accept.ts'
import type { Inbox } from '../../lib/notifications/inbox.ts'
import { describeInbox } from '../contracts/inbox.ts'
import { receipt } from '../support/request/receipt.ts'
import { type Answer, refuse, reply, startAwsStandIn } from '../support/stack/aws-stand-in.ts'
import { openReceiptsTableInMemory, type ReceiptsTable } from '../support/stack/receipts-table.ts'

const access = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }

let opened: ReceiptsTable
beforeAll(async () => {
  opened = await openReceiptsTableInMemory()
})
afterAll(() => opened.close())
afterEach(() => vi.unstubAllEnvs())

const inbox = () => dynamoDBInbox(opened.client, opened.table)
const fresh = () => receipt({ subjectKey: randomUUID(), receiptId: randomUUID() })

/** Works with an inbox of the deployed client, whose DynamoDB answers as told. */
async function withInbox<Value>(answer: Answer, work: (inbox: Inbox) => Promise<Value>): Promise<Value> {
  await using service = await startAwsStandIn(answer)
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', service.url)
  const client = createDynamoDBClient(access)
  try {
    return await work(dynamoDBInbox(client, opened.table))
  } finally {
    client.destroy()
  }
}

describe('the inbox in DynamoDB', () => {
  describeInbox(() => ({ ...inbox(), ...dynamoDBReceipts(opened.client, opened.table) }))

  it('makes one request for a new receipt, one for a repeat and two for a conflict', async () => {
    const first = fresh()
    const again = { ...first, receiptId: 'again' }
    const other = { ...first, receiptId: 'other', body: Buffer.from('{"amount":"2"}') }
    const before = opened.sent.length
    for (const each of [first, again, other]) await accept(each, [], inbox())
    expect(opened.sent.slice(before)).toEqual(Array(1 + 1 + 2).fill('PutItemCommand'))
  })

  it('knows its own receipt when the answer to its write was lost', async () => {
    let answers = 0
    const loseTheFirst: Answer = async ({ input }, response) => {
      const { host: _, ...headers } = response.req.headers
      const forwarded = await fetch(opened.endpoint, {
        method: 'POST',
        headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
        body: JSON.stringify(input),
      })
      if (answers++ === 0) response.destroy()
      else reply(response, forwarded.status, (await forwarded.json()) as object)
    }
    expect(await withInbox(loseTheFirst, (lossy) => accept(fresh(), [], lossy))).toBe('accepted')
    expect(answers).toBe(2)
  })

  it('throws where a refused write does not bring back what is held', async () => {
    await withInbox(
      (_, response) => refuse(response, 400, 'ConditionalCheckFailedException'),
      (bare) => expect(bare.put(fresh())).rejects.toThrow('as the test wants'),
    )
  })

  it('throws where DynamoDB fails, also when asked again', async () => {
    let calls = 0
    await withInbox(
      (_, response) => {
        calls++
        refuse(response, 500, 'InternalServerError')
      },
      (failing) => expect(failing.put(fresh())).rejects.toThrow('as the test wants'),
    )
    expect(calls).toBe(2)
  })

  it('throws where what is held is no receipt', async () => {
    await withInbox(
      (_, response) =>
        reply(response, 400, {
          __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
          Item: { pk: { S: 'a' }, sk: { S: 'b' } },
        }),
      (strange) => expect(strange.put(fresh())).rejects.toThrow('the item is no receipt'),
    )
  })

  it('reads consistently', async () => {
    await using service = await startAwsStandIn((_, response) => reply(response, 200, {}))
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', service.url)
    const client = createDynamoDBClient(access)
    expect(await dynamoDBReceipts(client, opened.table).read(fresh())).toBeUndefined()
    client.destroy()
    expect(service.calls).toMatchObject([
      { operation: 'DynamoDB_20120810.GetItem', input: { ConsistentRead: true } },
    ])
  })
})

describe('warmUp', () => {
  it('writes nothing', async () => {
    const before = await opened.client.send(new ScanCommand({ TableName: opened.table, Select: 'COUNT' }))
    await warmUp(opened.client, opened.table)
    const after = await opened.client.send(new ScanCommand({ TableName: opened.table, Select: 'COUNT' }))
    expect(after.Count).toBe(before.Count)
    expect(opened.sent).toContain('PutItemCommand')
  })

  it('never rejects', async () => {
    await expect(warmUp(opened.client, 'no-such-table')).resolves.toBeUndefined()
  })
})
