import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createDynamoDBClient } from '../../lib/adapters/dynamodb.ts'
import { dynamoDBLog } from '../../lib/adapters/dynamodb-log.ts'
import type { SubjectLog } from '../../lib/notifications/subject-log.ts'
import { describeSubjectLog } from '../contracts/subject-log.ts'
import { type Answer, refuse, reply, startAwsStandIn } from '../support/stack/aws-stand-in.ts'
import { openReceiptsTableInMemory, type ReceiptsTable } from '../support/stack/receipts-table.ts'

const access = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
const entry = {
  sequence: 1,
  key: 'receipt#1',
  receiptId: 'id-1',
  digest: 'digest-1',
  before: null,
  after: null,
  changed: false,
  stale: false,
  conflicting: false,
}

let opened: ReceiptsTable
beforeAll(async () => {
  opened = await openReceiptsTableInMemory()
})
afterAll(() => opened.close())
afterEach(() => vi.unstubAllEnvs())

/** Works with a log of the deployed client, whose DynamoDB answers so; gives what was asked of it. */
async function withLog(answer: Answer, work: (log: SubjectLog) => Promise<unknown>) {
  await using service = await startAwsStandIn(answer)
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', service.url)
  const client = createDynamoDBClient(access)
  await work(dynamoDBLog(client, 'receipts'))
  client.destroy()
  return service.calls
}

describe('the log in DynamoDB', () => {
  describeSubjectLog(() => dynamoDBLog(opened.client, opened.table))

  it('reads consistently', async () => {
    const calls = await withLog(
      (_, response) => reply(response, 200, { Items: [], Responses: [] }),
      async (log) => {
        await log.latest('p')
        await log.find('p', ['receipt#1'])
      },
    )
    const [latest, first, named] = calls.map(({ operation, input }) => [operation.split('.')[1], input])
    expect(latest).toMatchObject(['Query', { ConsistentRead: true, ScanIndexForward: false, Limit: 10 }])
    expect(first).toMatchObject(['Query', { ConsistentRead: true, ScanIndexForward: true, Limit: 11 }])
    expect(named?.[0]).toBe('TransactGetItems')
  })

  it('throws where DynamoDB fails, which says nothing of who has the number', async () => {
    await withLog(
      (_, response) => refuse(response, 400, 'ResourceNotFoundException'),
      async (log) => {
        for (const sequence of [1, 11]) {
          await expect(log.append('p', { ...entry, sequence }, ['n'])).rejects.toThrow('as the test wants')
        }
        await expect(log.latest('p')).rejects.toThrow('as the test wants')
        await expect(log.find('p', ['n'])).rejects.toThrow('as the test wants')
      },
    )
  })

  const cancelled = (...codes: string[]) => ({
    __type: 'TransactionCanceledException',
    Message: 'the transaction is cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
  })
  it.each([
    ['the number is taken', ['ConditionalCheckFailed', 'None'], false],
    ['another is writing it', ['TransactionConflict', 'None'], false],
    ['another is writing the name', ['None', 'TransactionConflict'], false],
    ['the name is taken but the number is not', ['None', 'ConditionalCheckFailed'], 'throws'],
    ['it throttles', ['ThrottlingError', 'None'], 'throws'],
    ['it does not say why', [], 'throws'],
  ] as const)(
    'beyond ten entries, where DynamoDB cancels because %s: %s is %s',
    async (_, codes, outcome) => {
      await withLog(
        (_call, response) => reply(response, 400, cancelled(...codes)),
        async (log) => {
          const appending = log.append('p', { ...entry, sequence: 11 }, ['n'])
          if (outcome === 'throws') await expect(appending).rejects.toThrow('the transaction is cancelled')
          else expect(await appending).toBe(outcome)
        },
      )
    },
  )

  /** A log as version 0.1.0 left it: entries without digest, receipt id and copies. */
  async function leftByOldVersion(subject: string, entries: number) {
    for (let sequence = 1; sequence <= entries; sequence++) {
      const Item = {
        pk: { S: subject },
        sk: { S: `log#${String(sequence).padStart(6, '0')}` },
        sequence: { N: `${sequence}` },
        receiptKey: { S: `receipt#${sequence}#${'k'.repeat(800)}` },
        changed: { BOOL: false },
        stale: { BOOL: false },
        conflicting: { BOOL: false },
      }
      await opened.client.send(new PutItemCommand({ TableName: opened.table, Item }))
    }
  }

  it('finds everything in a log of version 0.1.0, over a megabyte too', { timeout: 60_000 }, async () => {
    const log = dynamoDBLog(opened.client, opened.table)
    await leftByOldVersion('old', 1_200)
    await log.append('old', { ...entry, sequence: 1_201 }, ['receipt#1'])
    const found = await log.find('old', ['nobody'])
    expect(found.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 1_201 }, (_, index) => index + 1),
    )
    expect(found[700]).toMatchObject({
      digest: undefined,
      receiptId: undefined,
      key: expect.stringMatching(/^receipt#701#/),
    })
  })
})
