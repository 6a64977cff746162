import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openQueue } from '../../../tools/local/queues/local-queue.ts'
import { eventBridge } from '../../../tools/local/stand-ins/event-bridge.ts'
import { secretsManager } from '../../../tools/local/stand-ins/secrets-manager.ts'
import { openStandIns } from '../../../tools/local/stand-ins/server.ts'
import { sqs } from '../../../tools/local/stand-ins/sqs.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** The stand-ins, what they wrote, and how the SDK reaches them. */
async function open() {
  const secrets = join(temporaryFolder(), 'secrets')
  mkdirSync(secrets)
  const events: unknown[] = []
  const letters: unknown[] = []
  const standIns = await openStandIns([
    ...secretsManager(secrets),
    ...eventBridge({ append: (values) => events.push(...values) }),
    ...sqs([
      openQueue({
        name: 'dead-letters',
        file: {
          append: (values) => letters.push(...values),
          values: () => letters,
          replace: (values) => letters.splice(0, Infinity, ...values),
        },
      }),
    ]),
  ])
  onTestFinished(standIns.close)
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  return {
    access: { endpoint: standIns.url, region: 'us-east-1', credentials, maxAttempts: 1 },
    secrets,
    events,
    letters,
  }
}

describe('the stand-in for Secrets Manager', () => {
  async function openReader() {
    const { access, secrets } = await open()
    const client = new SecretsManagerClient(access)
    const read = async (SecretId: string) =>
      (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString
    return { read, write: (name: string, text: string) => writeFileSync(join(secrets, name), text) }
  }

  it('serves the files of a platform, anew at each call', async () => {
    const { read, write } = await openReader()
    write('antom.json', 'first')
    write('antom-2.json', 'continued')
    expect(await read('alipay-receiver/local/antom')).toBe('first')
    expect(await read('alipay-receiver/local/antom-2')).toBe('continued')
    write('antom.json', 'second')
    expect(await read('alipay-receiver/local/antom')).toBe('second')
  })

  it.each([
    'alipay-receiver/local/antom',
    'alipay-receiver/dev/antom',
    'antom',
    'alipay-receiver/local/../senders',
    'x',
  ])('does not find %s where there is no such secret', async (id) => {
    const { read, write } = await openReader()
    write('../senders.json', 'the private keys of the senders')
    await expect(read(id)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})

describe('the stand-in for EventBridge', () => {
  const entry = {
    EventBusName: 'bus',
    Source: 'alipay.antom',
    DetailType: 'notifyPayment',
    Detail: '{"id":"1"}',
  }

  async function openBus() {
    const { access, events } = await open()
    const client = new EventBridgeClient(access)
    return { events, put: (...Entries: object[]) => client.send(new PutEventsCommand({ Entries })) }
  }

  it('writes each event in the form in which it is delivered', async () => {
    const { put, events } = await openBus()
    const { Entries, FailedEntryCount } = await put(
      { ...entry, Time: new Date('2026-01-02T03:04:05.678Z'), Resources: ['r'] },
      { ...entry, Detail: '{"id":"2"}' },
    )
    expect(FailedEntryCount).toBe(0)
    const common = { version: '0', source: 'alipay.antom', account: '000000000000', region: 'us-east-1' }
    expect(events).toEqual([
      {
        ...common,
        id: Entries?.[0]?.EventId,
        'detail-type': 'notifyPayment',
        time: '2026-01-02T03:04:05Z',
        resources: ['r'],
        detail: { id: '1' },
      },
      expect.objectContaining({ ...common, id: Entries?.[1]?.EventId, resources: [], detail: { id: '2' } }),
    ])
  })

  it.each(['', 'text', '"text"', 'null'])(
    'refuses an entry whose detail is %j, and takes the others',
    async (Detail) => {
      const { put, events } = await openBus()
      const { Entries, FailedEntryCount } = await put({ ...entry, Detail }, entry)
      expect(FailedEntryCount).toBe(1)
      expect(Entries).toMatchObject([{ ErrorCode: 'MalformedDetail' }, { EventId: expect.any(String) }])
      expect(events).toHaveLength(1)
    },
  )

  it("keeps EventBridge's limits: ten entries, 256 KB", async () => {
    const { put, events } = await openBus()
    const sized = (bytes: number) => ({ ...entry, Detail: JSON.stringify('x'.repeat(bytes - 2)) })
    const taken = 262_144 - entry.Source.length - entry.DetailType.length
    await expect(put(...Array(11).fill(entry))).rejects.toMatchObject({ name: 'ValidationException' })
    await expect(put(sized(taken + 1))).rejects.toMatchObject({ name: 'ValidationException' })
    expect(events).toEqual([])
    expect(await put(sized(taken))).toMatchObject({ Entries: [{ ErrorCode: 'MalformedDetail' }] })
    await put(...Array(10).fill(entry))
    expect(events).toHaveLength(10)
  })
})

describe('the stand-in for SQS', () => {
  it('writes a message that is sent to the queue of a name', async () => {
    const { access, letters } = await open()
    const client = new SQSClient(access)
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: 'dead-letters' }))
    const { MessageId } = await client.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"a":"付"}' }))
    expect(letters).toEqual([
      { messageId: MessageId, queue: 'dead-letters', sentAt: expect.any(String), body: '{"a":"付"}' },
    ])
  })
})

describe('the queue of the stand-in for SQS', () => {
  it('gives a message once, hides it, and forgets it when it is deleted', async () => {
    const { access, letters } = await open()
    const client = new SQSClient(access)
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: 'dead-letters' }))
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'letter' }))
    const receive = async (VisibilityTimeout: number) =>
      (await client.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout }))).Messages ?? []
    expect(await receive(0)).toMatchObject([{ Body: 'letter' }])
    const [message] = await receive(60)
    expect(await receive(60)).toEqual([])
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }))
    expect(letters).toEqual([])
  })
})

describe('the stand-ins', () => {
  it('refuse what they do not know, as AWS does', async () => {
    const { access } = await open()
    const response = await fetch(access.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'toString' },
      body: '{}',
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ __type: 'UnknownOperationException' })
  })

  it('fail as AWS does where they cannot do their work, so that the caller tries again', async () => {
    const standIns = await openStandIns([
      ...sqs([
        openQueue({
          name: 'q',
          file: {
            append() {
              throw new Error('the disk is full')
            },
            values: () => [],
            replace: () => undefined,
          },
        }),
      ]),
    ])
    onTestFinished(standIns.close)
    const response = await fetch(standIns.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'AmazonSQS.SendMessage' },
      body: '{"QueueUrl":"q","MessageBody":"b"}',
    })
    expect(response.status).toBe(500)
  })
})
