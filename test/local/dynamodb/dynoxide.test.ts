import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished } from 'vitest'
import { dynamoDBApi } from '../../../tools/dynamodb/dynamodb-api.ts'
import { startDynoxide } from '../../../tools/dynamodb/dynoxide.ts'
import { openJournalTable } from '../../../tools/dynamodb/journal-table.ts'
import { openDynamoDB } from '../../../tools/dynamodb/open-dynamodb.ts'
import { openReceiptsTable } from '../../../tools/dynamodb/receipts-table.ts'
import { streamReader } from '../../../tools/local/stream/stream-reader.ts'
import { processesWith } from '../processes.ts'
import { temporaryFolder } from '../temporary-folder.ts'

async function openDatabase(file = join(temporaryFolder(), 'table.sqlite')) {
  const dynoxide = await startDynoxide(file)
  onTestFinished(dynoxide.stop)
  return { ...dynoxide, file, call: dynamoDBApi(dynoxide.url) }
}

const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  )
const putReceipt = (call: ReturnType<typeof dynamoDBApi>, number: number) =>
  call('DynamoDB_20120810.PutItem', {
    TableName: 'receipts',
    Item: { pk: { S: 'subject' }, sk: { S: `receipt#${number}` }, body: { B: 'AAEC' } },
  })

describe('the embedded DynamoDB', () => {
  it('keeps its data in the file, and stops when asked', async () => {
    const first = await openDatabase()
    await openReceiptsTable(first.call, 'receipts')
    await putReceipt(first.call, 1)
    await first.stop()
    await first.ended
    expect(await answers(first.url)).toBe(false)
    const second = await openDatabase(first.file)
    const { Count } = await second.call<{ Count: number }>('DynamoDB_20120810.Scan', {
      TableName: 'receipts',
    })
    expect(Count).toBe(1)
  })

  it('tells when it has ended by itself', async () => {
    const { url, ended } = await openDatabase()
    const own = processesWith(`--port ${new URL(url).port} `).find(
      ({ command }) => !command.startsWith('sh '),
    )
    process.kill(Number(own?.pid), 'SIGKILL')
    await ended
    expect(await answers(url)).toBe(false)
  })

  it('outlives the Ctrl-C of its owner, and ends when its owner is killed', async () => {
    const dynoxide = JSON.stringify(join(import.meta.dirname, '../../../tools/dynamodb/dynoxide.ts'))
    const file = JSON.stringify(join(temporaryFolder(), 'table.sqlite'))
    const program = `import { startDynoxide } from ${dynoxide}
      process.on('SIGINT', () => console.log('interrupted'))
      console.log((await startDynoxide(${file})).url)`
    const owner = spawn(process.execPath, ['--input-type=module', '-e', program], { detached: true })
    onTestFinished(() => void owner.kill('SIGKILL'))
    const lines = createInterface({ input: owner.stdout })
    const [url] = (await once(lines, 'line')) as [string]
    process.kill(-Number(owner.pid), 'SIGINT')
    await once(lines, 'line')
    expect(await answers(url)).toBe(true)
    owner.kill('SIGKILL')
    await expect.poll(() => answers(url), { timeout: 5_000 }).toBe(false)
  })
})

describe('the receipts table', () => {
  it("is made once, with the keys of the template, and gives its stream's ARN", async () => {
    const { call } = await openDatabase()
    const stream = await openReceiptsTable(call, 'receipts')
    expect(await openReceiptsTable(call, 'receipts')).toBe(stream)
    const { Table } = await call<{ Table: object }>('DynamoDB_20120810.DescribeTable', {
      TableName: 'receipts',
    })
    expect(Table).toMatchObject({
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
      LatestStreamArn: stream,
    })
    expect(await call('DynamoDB_20120810.DescribeTimeToLive', { TableName: 'receipts' })).toMatchObject({
      TimeToLiveDescription: { AttributeName: 'expires', TimeToLiveStatus: 'ENABLED' },
    })
  })
})

describe("the journal's table", () => {
  it('is made once, with the key of the template', async () => {
    const { call } = await openDatabase()
    await openJournalTable(call, 'journal')
    await openJournalTable(call, 'journal')
    const { Table } = await call<{ Table: object }>('DynamoDB_20120810.DescribeTable', {
      TableName: 'journal',
    })
    expect(Table).toMatchObject({ KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] })
    expect(Table).not.toHaveProperty('LatestStreamArn')
    expect(await call('DynamoDB_20120810.DescribeTimeToLive', { TableName: 'journal' })).toMatchObject({
      TimeToLiveDescription: { AttributeName: 'expires', TimeToLiveStatus: 'ENABLED' },
    })
  })
})

describe('the stream', () => {
  it("gives records in Lambda's form, from the oldest or from behind any", async () => {
    const { call } = await openDatabase()
    const arn = await openReceiptsTable(call, 'receipts')
    const stream = streamReader(call, arn)
    for (const number of [1, 2, 3]) await putReceipt(call, number)
    const [{ id = '' } = {}] = await stream.shards()
    const { records, next = '' } = await stream.read(await stream.iterate(id, undefined))
    expect(records).toHaveLength(3)
    expect(records[0]).toMatchObject({
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      eventSourceARN: arn,
      dynamodb: {
        Keys: { pk: { S: 'subject' }, sk: { S: 'receipt#1' } },
        SequenceNumber: expect.any(String),
        ApproximateCreationDateTime: expect.any(Number),
        StreamViewType: 'KEYS_ONLY',
      },
    })
    expect((await stream.read(next)).records).toEqual([])
    const behind = await stream.iterate(id, records[1]?.dynamodb?.SequenceNumber)
    expect((await stream.read(behind)).records).toEqual(records.slice(2))
  })
})

describe('another DynamoDB', () => {
  it('is used where the user names one, and not stopped', async () => {
    const { url } = await openDatabase()
    const other = await openDynamoDB(url, 'never made')
    expect(other.url).toBe(url)
    await other.stop()
    expect(await answers(url)).toBe(true)
  })

  it.each([
    ['http://127.0.0.1:1', /^no DynamoDB answers at AWS_ENDPOINT_URL_DYNAMODB/],
    ['https://dynamodb.eu-west-1.amazonaws.com', /must be the URL of a local DynamoDB/],
    ['localhost', /must be the URL of a local DynamoDB/],
  ])('that is %s is refused in one line', async (url, message) => {
    await expect(openDynamoDB(url, 'never made')).rejects.toMatchObject({
      name: 'Problem',
      message: expect.stringMatching(message),
    })
  })
})
