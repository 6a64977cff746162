import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createDynamoDBClient } from '../../lib/adapters/dynamodb.ts'
import { dynamoDBLog } from '../../lib/adapters/dynamodb-log.ts'
import type { SubjectLog } from '../../lib/notifications/subject-log.ts'
import { describeSubjectLog } from '../contracts/subject-log.ts'
import { type Answer, refuse, reply, startAwsStandIn } from '../support/aws-stand-in.ts'
import { openReceiptsTableInMemory, type ReceiptsTable } from '../support/receipts-table.ts'

const access = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
const entry = {
  sequence: 1,
  receiptKey: 'receipt#1',
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

/** Works with a log of the deployed client, whose DynamoDB answers as told; gives what was asked of it. */
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

  it('reads consistently, every page', async () => {
    const pages = [{ LastEvaluatedKey: { pk: { S: 'p' }, sk: { S: 'log#000001' } } }, {}]
    const calls = await withLog(
      (_, response) => reply(response, 200, { Items: [], ...pages.shift() }),
      (log) => log.entries('p'),
    )
    expect(calls.map(({ input }) => input.ConsistentRead)).toEqual([true, true])
    expect(calls[1]?.input.ExclusiveStartKey).toEqual({ pk: { S: 'p' }, sk: { S: 'log#000001' } })
  })

  it('throws where DynamoDB fails, which says nothing of who has the number', async () => {
    await withLog(
      (_, response) => refuse(response, 400, 'ResourceNotFoundException'),
      async (log) => {
        await expect(log.append('p', entry)).rejects.toThrow('as the test wants')
        await expect(log.entries('p')).rejects.toThrow('as the test wants')
      },
    )
  })
})
