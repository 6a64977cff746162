import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createJournalClient } from '../../lib/adapters/dynamodb.ts'
import { dynamoDBJournal, warmUpJournal } from '../../lib/adapters/dynamodb-journal.ts'
import type { Claim, End, Operation, Outcome, Settlement } from '../../lib/commands/journal.ts'
import { type DynamoDBApi, dynamoDBApi } from '../../tools/dynamodb/dynamodb-api.ts'
import { startDynoxide } from '../../tools/dynamodb/dynoxide.ts'
import { describeJournal } from '../contracts/journal.ts'
import {
  cut,
  type Fate,
  type FaultProxy,
  forwardAndCut,
  hang,
  refuse,
  startFaultProxy,
} from '../support/stack/fault-proxy.ts'

const TABLE = 'journal'
const NOW = 1_795_000_000_000
const access = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
const outcome: Outcome = { status: 'S', body: '{"result":{"resultStatus":"S"}}' }

let dynamoDB: DynamoDBApi
let proxy: FaultProxy
let client: ReturnType<typeof createJournalClient>
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
  client = createJournalClient(access)
  close = async () => {
    vi.unstubAllEnvs()
    client.destroy()
    await proxy.close()
    await dynoxide.stop()
  }
})
afterAll(() => close())
beforeEach(() => proxy.calm())

const timing = { clock: () => NOW, timeout: (ms: number) => AbortSignal.timeout(ms) }
const journal = () => dynamoDBJournal(client, TABLE, timing)
const every = () => true

const claimOf = (changes: Partial<Claim> = {}): Claim => ({
  key: randomUUID(),
  role: 'act',
  api: 'pay',
  owner: 'owner',
  digest: 'digest',
  correlationId: 'request-1',
  now: NOW,
  until: NOW + 7_200,
  leaseUntil: NOW + 9_300,
  expires: undefined,
  ...changes,
})
const endOf = (claim: Claim, changes: Partial<End> = {}): End => ({
  ...claim,
  begunAt: claim.now,
  disposition: 'undecided',
  ...changes,
})
const settlementOf = (claim: Claim, changes: Partial<Settlement> = {}): Settlement => ({
  ...endOf(claim, { disposition: 'succeeded' }),
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
      for (const owner of ['other', 'owner']) await journal().release(endOf(claim, { owner }))
      for (const key of [claim.key, 'unknown']) await journal().look({ ...claim, key })
    })
    expect(calls).toEqual([...Array(6).fill('UpdateItem'), 'GetItem', 'GetItem'])
  })

  it('looks at what was written last', async () => {
    const claim = claimOf()
    await journal().look(claim)
    expect(proxy.calls.at(-1)?.input).toMatchObject({ Key: { pk: { S: claim.key } }, ConsistentRead: true })
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

  describe('keeps a trail of the last attempts', () => {
    const begun = (at: number) => ({ begun: { N: String(NOW + at) }, request: { S: `request-${at}` } })
    const ended = (at: number, as: string) => ({
      M: { ...begun(at), ended: { N: String(NOW + at + 1) }, as: { S: as } },
    })
    /** Begins an attempt at that time, and ends it a millisecond later, if at all. */
    async function attempt(claim: Claim, at: number, end: 'never' | 'undecided' | 'succeeded') {
      const own = {
        ...claim,
        owner: `owner-${at}`,
        correlationId: `request-${at}`,
        now: NOW + at,
        leaseUntil: NOW,
      }
      expect((await journal().claim(own)).granted).toBe(true)
      const now = NOW + at + 1
      if (end === 'undecided') await journal().release(endOf(own, { now }))
      if (end === 'succeeded') await journal().settle(settlementOf(own, { now }))
    }

    it('the newest first: when each was begun and ended, how, and by which request', async () => {
      const claim = claimOf()
      await attempt(claim, 10, 'undecided')
      await attempt(claim, 20, 'never')
      await attempt(claim, 30, 'succeeded')
      expect(await itemOf(claim)).toMatchObject({
        actSince: { N: String(NOW + 10) },
        actTrail1: ended(30, 'succeeded'),
        actTrail2: { M: begun(20) },
        actTrail3: ended(10, 'undecided'),
        actTrail4: { NULL: true },
      })
    })

    it('of eight at most, and of when the operation was first begun', async () => {
      const claim = claimOf()
      for (let at = 0; at < 20; at++) await attempt(claim, at, at % 2 ? 'undecided' : 'never')
      const item = await itemOf(claim)
      const trail = Object.keys(item ?? {}).filter((name) => name.startsWith('actTrail'))
      expect(trail).toHaveLength(8)
      expect(item).toMatchObject({
        actSince: { N: String(NOW) },
        actAttempt: { N: '20' },
        actTrail1: ended(19, 'undecided'),
        actTrail8: { M: begun(12) },
      })
    })

    it('of each role, and nothing of who had no turn', async () => {
      const claim = claimOf()
      await attempt(claim, 0, 'undecided')
      await attempt({ ...claim, role: 'cancel' }, 5, 'never')
      await journal().release(endOf(claim, { owner: 'stranger', disposition: 'strange' }))
      await journal().settle(settlementOf(claim, { owner: 'stranger' }))
      expect(await itemOf(claim)).toMatchObject({
        actTrail1: ended(0, 'undecided'),
        cancelSince: { N: String(NOW + 5) },
        cancelTrail1: { M: begun(5) },
      })
    })

    it('in so little room that two outcomes of 180,000 bytes fit an item beside two of them', async () => {
      const claim = claimOf()
      const long = 'x'.repeat(64)
      const largest = { status: 'F', body: 'x'.repeat(180_000) } as const
      for (const role of ['act', 'cancel'] as const) {
        for (let at = 0; at < 8; at++) {
          const own = { ...claim, role, correlationId: long, owner: `${at}`, leaseUntil: 0 }
          await journal().claim(own)
          await journal().release(endOf(own, { disposition: long }))
        }
        const last = { ...claim, role, owner: '7' }
        expect(await journal().settle(settlementOf(last, { outcome: largest }))).toMatchObject({
          granted: true,
        })
      }
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
      await journal().release(endOf(claim))
      const again = { ...claim, owner: 'again', expires: expires + 1 }
      await journal().claim(again)
      await journal().settle(settlementOf(again))
      expect(await expiryOf(claim)).toEqual({ N: String(expires + 1) })
    })

    it('no more once it is begun to be kept for ever', async () => {
      const claim = claimOf({ expires })
      await journal().claim(claim)
      await journal().release(endOf(claim))
      await journal().claim({ ...claim, owner: 'again', expires: undefined })
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

describe('where the answer to a write was lost, it is made again', () => {
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
    await journal().release(endOf(claim))
    expect((await journal().claim({ ...claim, owner: 'next' })).granted).toBe(true)
  })
})

const throttling = refuse('com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException')
const passing: readonly (readonly [string, Fate])[] = [
  ['a broken connection', cut],
  ['a connection that breaks behind the write', forwardAndCut],
  ['an error of DynamoDB', refuse('com.amazonaws.dynamodb.v20120810#InternalServerError', 500)],
  ['throttling of the table', throttling],
  ['throttling of the account', refuse('com.amazonaws.dynamodb.v20120810#ThrottlingException')],
  ['too many requests', refuse('com.amazonaws.dynamodb.v20120810#RequestLimitExceeded')],
  ['a transaction', refuse('com.amazonaws.dynamodb.v20120810#TransactionConflictException')],
  ['what is no JSON', ({ answer }) => answer({ status: 503, body: '<html>' })],
]

describe('insists where a request meets', () => {
  it.each(passing)('%s three times', async (_, fate) => {
    const claim = claimOf()
    const ownOf = ({ operation }: { readonly operation: Operation }) => operation.act
    for (const [ask, expected] of [
      [() => journal().claim(claim).then(ownOf), { owner: 'owner', attempt: 1 }],
      [() => journal().release(endOf(claim)), undefined],
      [() => journal().settle(settlementOf(claim)).then(ownOf), { owner: 'owner', attempt: 1, outcome }],
      [() => journal().look(claim), { act: { owner: 'owner', attempt: 1, outcome } }],
    ] as const) {
      proxy.befall(every, fate, 3)
      const before = proxy.calls.length
      const given = await ask()
      if (expected) expect(given).toMatchObject(expected)
      expect(proxy.calls.length - before).toBe(4)
    }
    expect(await itemOf(claim)).toMatchObject({ actAttempt: { N: '1' }, actStatus: { S: 'S' } })
  })

  it('no answer, and leaves no second attempt on the record', async () => {
    const claim = claimOf()
    proxy.befall(every, hang, 1)
    expect(await journal().claim(claim)).toMatchObject({ granted: true })
    expect(await itemOf(claim)).toMatchObject({ actAttempt: { N: '1' } })
  })
})

describe('throws whatever is not a refused condition:', () => {
  const access = refuse('com.amazon.coral.service#AccessDeniedException')
  const unknownTable = refuse('com.amazonaws.dynamodb.v20120810#ResourceNotFoundException')

  it.each<[string, Fate, number]>([
    ...passing
      .filter(([, fate]) => fate !== forwardAndCut)
      .map(([what, fate]) => [what, fate, NOW] as [string, Fate, number]),
    ['a missing permission', access, NOW + 7_200],
    ['a missing table', unknownTable, NOW + 7_200],
  ])('%s, after one request where its time is over, or nothing can help', async (_, fate, until) => {
    const claim = claimOf({ until })
    proxy.befall(every, fate)
    for (const ask of [
      () => journal().claim(claim),
      () => journal().settle(settlementOf(claim)),
      () => journal().release(endOf(claim)),
      () => journal().look(claim),
    ]) {
      const calls = await callsDuring(() => expect(ask()).rejects.toThrow())
      expect(calls).toHaveLength(1)
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
