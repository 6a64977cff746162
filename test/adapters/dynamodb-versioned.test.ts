import { randomUUID } from 'node:crypto'
import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDynamoDBClient } from '../../lib/adapters/dynamodb.ts'
import { dynamoDBVersioned } from '../../lib/adapters/dynamodb-versioned.ts'
import { describeVersioned } from '../contracts/versioned.ts'
import { finalRefusals, losses, refusals } from '../support/stack/dynamodb-faults.ts'
import { callsOf, type FaultProxy, refuse, startFaultProxy } from '../support/stack/fault-proxy.ts'
import { openReceiptsTableInMemory, type ReceiptsTable } from '../support/stack/receipts-table.ts'

const access = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
const EXPIRES = 4_102_444_800

let opened: ReceiptsTable
let proxy: FaultProxy
let client: ReturnType<typeof createDynamoDBClient>
beforeAll(async () => {
  opened = await openReceiptsTableInMemory()
  proxy = await startFaultProxy(() => opened.endpoint)
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', proxy.url)
  client = createDynamoDBClient(access)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  client.destroy()
  await proxy.close()
  await opened.close()
})
beforeEach(() => proxy.calm())

/** What stands under the key, past the proxy. */
const beside = () => dynamoDBVersioned<unknown>(opened.client, opened.table, 'watch', randomUUID)
const store = () => dynamoDBVersioned<unknown>(client, opened.table, 'watch', randomUUID)

describe('values by version in DynamoDB', () => {
  describeVersioned(store)

  it('are an item each under their sort key, with the time at which it is deleted', async () => {
    const pk = randomUUID()
    await store().write(pk, { step: 3 }, undefined, EXPIRES)
    const get = new GetItemCommand({ TableName: opened.table, Key: { pk: { S: pk }, sk: { S: 'watch' } } })
    expect((await opened.client.send(get)).Item).toEqual({
      pk: { S: pk },
      sk: { S: 'watch' },
      value: { S: '{"step":3}' },
      version: { N: '1' },
      token: { S: expect.any(String) },
      expires: { N: String(EXPIRES) },
    })
  })

  it('of different sort keys are apart', async () => {
    const pk = randomUUID()
    await store().write(pk, 'watch', undefined, EXPIRES)
    const turns = dynamoDBVersioned(client, opened.table, 'turns', randomUUID)
    expect(await turns.read(pk)).toBeUndefined()
    expect(await turns.write(pk, 'turns', undefined, EXPIRES)).toBe(true)
    expect((await store().read(pk))?.value).toBe('watch')
  })

  it('are read consistently, and take one request each', async () => {
    const before = proxy.calls.length
    const pk = randomUUID()
    await store().write(pk, 'one', undefined, EXPIRES)
    await store().write(pk, 'refused', undefined, EXPIRES)
    await store().read(pk)
    const calls = proxy.calls.slice(before)
    expect(calls.map(({ operation }) => operation.replace(/^.*\./, ''))).toEqual([
      'PutItem',
      'PutItem',
      'GetItem',
    ])
    expect(calls[2]?.input).toMatchObject({ ConsistentRead: true })
  })

  it.each([...refusals.filter(([what]) => what !== 'hangs'), ...losses])(
    'are written once where DynamoDB %s',
    async (_, fate) => {
      const pk = randomUUID()
      for (const [value, after] of [['first', undefined] as const, ['second', 1] as const]) {
        proxy.befall(callsOf('PutItem'), fate, 1)
        expect(await store().write(pk, value, after, EXPIRES)).toBe(true)
        expect(await beside().read(pk)).toEqual({ value, version: (after ?? 0) + 1 })
      }
    },
  )

  it('are another’s where one was quicker than the request that repeats a lost one', async () => {
    const pk = randomUUID()
    proxy.befall(
      callsOf('PutItem'),
      async ({ forward, cut }) => {
        await forward()
        await beside().write(pk, 'the other’s', 1, EXPIRES)
        cut()
      },
      1,
    )
    expect(await store().write(pk, 'ours', undefined, EXPIRES)).toBe(false)
    expect(await beside().read(pk)).toEqual({ value: 'the other’s', version: 2 })
  })

  it('are not written again by a request that comes late, after what it was repeated by', async () => {
    const pk = randomUUID()
    const { promise: late, resolve: landed } = Promise.withResolvers<number>()
    proxy.befall(
      callsOf('PutItem'),
      async ({ forward, cut }) => {
        cut()
        await vi.waitUntil(async () => (await beside().read(pk))?.version === 2)
        landed((await forward()).status)
      },
      1,
    )
    expect(await store().write(pk, 'ours', undefined, EXPIRES)).toBe(true)
    await store().write(pk, 'next', 1, EXPIRES)
    expect(await late).toBe(400)
    expect((await beside().read(pk))?.value).toBe('next')
  })

  it.each(finalRefusals)('throw where DynamoDB %s: who has written is not known', async (_, fate) => {
    proxy.befall(() => true, fate)
    await expect(store().write(randomUUID(), 'x', undefined, EXPIRES)).rejects.toThrow()
    await expect(store().read(randomUUID())).rejects.toThrow()
  })

  it('throw where it fails also when it is asked again', async () => {
    proxy.befall(() => true, refuse('InternalServerError', 500))
    await expect(store().write(randomUUID(), 'x', undefined, EXPIRES)).rejects.toThrow('as the test wants')
  })
})
