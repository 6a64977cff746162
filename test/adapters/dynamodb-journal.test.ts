import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDynamoDBClient } from '../../lib/adapters/dynamodb.ts'
import { dynamoDBJournal, warmUpJournal } from '../../lib/adapters/dynamodb-journal.ts'
import type { Claim, Outcome, Settlement } from '../../lib/commands/journal.ts'
import { type DynamoDBApi, dynamoDBApi } from '../../tools/local/dynamodb/dynamodb-api.ts'
import { startDynoxide } from '../../tools/local/dynamodb/dynoxide.ts'
import { describeJournal } from '../contracts/journal.ts'
import { cut, type FaultProxy, forwardAndCut, refuse, startFaultProxy } from '../support/fault-proxy.ts'

const TABLE = 'journal'
const NOW = 1_795_000_000_000
const access = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
const outcome: Outcome = { status: 'S', body: '{"result":{"resultStatus":"S"}}' }

let dynamoDB: DynamoDBApi
let proxy: FaultProxy
let client: ReturnType<typeof createDynamoDBClient>
let close: () => Promise<void>

beforeAll(async () => {
  const dynoxide = await startDynoxide(':memory:')
  dynamoDB = dynamoDBApi(dynoxide.url)
  await dynamoDB('DynamoDB_20120810.CreateTable', {
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  })
  proxy = await startFaultProxy(() => dynoxide.url)
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', proxy.url)
  client = createDynamoDBClient(access)
  close = async () => {
    vi.unstubAllEnvs()
    client.destroy()
    await proxy.close()
    await dynoxide.stop()
  }
})
afterAll(() => close())
beforeEach(() => proxy.calm())

const journal = () => dynamoDBJournal(client, TABLE)
const every = () => true

const claimOf = (changes: Partial<Claim> = {}): Claim => ({
  key: randomUUID(),
  role: 'act',
  api: 'pay',
  owner: 'owner',
  digest: 'digest',
  now: NOW,
  leaseUntil: NOW + 14_000,
  expires: undefined,
  ...changes,
})
const settlementOf = (claim: Claim, changes: Partial<Settlement> = {}): Settlement => ({
  ...claim,
  outcome,
  ...changes,
})

async function itemOf({ key }: { readonly key: string }) {
  const { Item } = await dynamoDB<{ Item?: Record<string, unknown> }>('DynamoDB_20120810.GetItem', {
    TableName: TABLE,
    Key: { pk: { S: key } },
    ConsistentRead: true,
  })
  return Item
}

/** The operations that DynamoDB was asked for meanwhile, refused ones too. */
async function callsDuring(work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = proxy.calls.length
  await work()
  return proxy.calls.slice(before).map(({ operation }) => operation.replace(/^.*\./, ''))
}

describe('the journal in DynamoDB', () => {
  describeJournal(journal)

  it('makes one request for each call, granted or refused', async () => {
    const claim = claimOf()
    const calls = await callsDuring(async () => {
      for (const owner of ['owner', 'other']) await journal().claim({ ...claim, owner })
      for (const owner of ['other', 'owner']) await journal().settle(settlementOf(claim, { owner }))
      for (const owner of ['other', 'owner']) await journal().release({ ...claim, owner })
    })
    expect(calls).toEqual(Array(6).fill('UpdateItem'))
  })

  it('says of each role what was asked for and when, for who reads the table', async () => {
    const claim = claimOf()
    await journal().claim(claim)
    await journal().claim({ ...claim, role: 'cancel', api: 'cancelPayment', now: NOW + 1 })
    await journal().settle(settlementOf(claim, { now: NOW + 2 }))
    expect(await itemOf(claim)).toMatchObject({
      actApi: { S: 'pay' },
      actAt: { N: String(NOW + 2) },
      actStatus: { S: 'S' },
      cancelApi: { S: 'cancelPayment' },
      cancelAt: { N: String(NOW + 1) },
    })
  })

  describe('lets an item expire', () => {
    const expires = 1_900_000_000
    const failure: Outcome = { status: 'F', body: '{}' }
    const expiryOf = async (claim: Claim) => (await itemOf(claim))?.expires

    it('as it was last begun, in whole seconds, whatever it came to', async () => {
      const claim = claimOf({ expires })
      await journal().claim(claim)
      expect(await expiryOf(claim)).toEqual({ N: String(expires) })
      await journal().release(claim)
      await journal().claim({ ...claim, expires: expires + 1 })
      await journal().settle(settlementOf(claim))
      expect(await expiryOf(claim)).toEqual({ N: String(expires + 1) })
    })

    it('no more once it is begun to be kept for ever', async () => {
      const claim = claimOf({ expires })
      await journal().claim(claim)
      await journal().release(claim)
      await journal().claim({ ...claim, expires: undefined })
      expect(await expiryOf(claim)).toBeUndefined()
    })

    it('no more once a cancel has closed it, but where the cancel failed', async () => {
      for (const [cancelled, expiry] of [
        [outcome, undefined],
        [failure, { N: String(expires) }],
      ] as const) {
        const claim = claimOf({ expires })
        const cancel = { ...claim, role: 'cancel' } as const
        for (const each of [claim, cancel]) await journal().claim(each)
        await journal().settle(settlementOf(cancel, { outcome: cancelled }))
        await journal().settle(settlementOf(claim))
        expect(await expiryOf(claim)).toEqual(expiry)
      }
    })
  })
})

describe('where the answer to a write was lost, the SDK repeats it', () => {
  const loseTheNextAnswer = () => proxy.befall(every, forwardAndCut, 1)

  it('and a claim is refused by its own owner, at its one attempt', async () => {
    const claim = claimOf()
    loseTheNextAnswer()
    const calls = await callsDuring(async () =>
      expect(await journal().claim(claim)).toMatchObject({
        granted: false,
        operation: { act: { owner: 'owner', attempt: 1 } },
      }),
    )
    expect(calls).toHaveLength(2)
  })

  it('and a settlement is refused by the outcome that its own owner gave', async () => {
    const claim = claimOf()
    await journal().claim(claim)
    loseTheNextAnswer()
    expect(await journal().settle(settlementOf(claim))).toMatchObject({
      granted: false,
      operation: { act: { owner: 'owner', outcome } },
    })
  })

  it('and a release holds', async () => {
    const claim = claimOf()
    await journal().claim(claim)
    loseTheNextAnswer()
    await journal().release(claim)
    expect((await journal().claim({ ...claim, owner: 'next' })).granted).toBe(true)
  })
})

describe('throws whatever is not a refused condition:', () => {
  it.each([
    ['a broken connection', cut, 2],
    ['an error of DynamoDB', refuse('com.amazonaws.dynamodb.v20120810#InternalServerError', 500), 2],
    ['throttling', refuse('com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException'), 2],
    ['a missing permission', refuse('com.amazon.coral.service#AccessDeniedException'), 1],
  ])('%s, after so many attempts', async (_, fate, attempts) => {
    const claim = claimOf()
    proxy.befall(every, fate)
    for (const ask of [
      () => journal().claim(claim),
      () => journal().settle(settlementOf(claim)),
      () => journal().release(claim),
    ]) {
      const calls = await callsDuring(() => expect(ask()).rejects.toThrow())
      expect(calls).toHaveLength(attempts)
    }
    expect(await itemOf(claim)).toBeUndefined()
  })

  it('an outcome that does not fit an item, which is then not recorded', async () => {
    const claim = claimOf()
    await journal().claim(claim)
    const large = { status: 'S', body: 'x'.repeat(410_000) } as const
    await expect(journal().settle(settlementOf(claim, { outcome: large }))).rejects.toThrow()
    expect(await itemOf(claim)).not.toHaveProperty('actStatus')
  })
})

describe('warmUpJournal', () => {
  it('asks for one update, which changes nothing', async () => {
    expect(await callsDuring(() => warmUpJournal(client, TABLE))).toEqual(['UpdateItem'])
    expect(await itemOf({ key: 'warm-up' })).toBeUndefined()
  })

  it('never rejects', async () => {
    await expect(warmUpJournal(client, 'no-such-table')).resolves.toBeUndefined()
    proxy.befall(every, cut)
    await expect(warmUpJournal(client, TABLE)).resolves.toBeUndefined()
  })
})
