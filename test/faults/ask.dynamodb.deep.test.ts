import { randomUUID } from 'node:crypto'
import { QueryCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDynamoDBClient } from '../../lib/adapters/dynamodb.ts'
import { dynamoDBInbox } from '../../lib/adapters/dynamodb-inbox.ts'
import { dynamoDBLog } from '../../lib/adapters/dynamodb-log.ts'
import { dynamoDBVersioned } from '../../lib/adapters/dynamodb-versioned.ts'
import type { TendParts } from '../../lib/inquiries/tend-parts.ts'
import { passed } from '../../lib/protocol/checked.ts'
import { answer, paymentIs, tendParts } from '../support/memory/tend-parts.ts'
import {
  cut,
  type Fate,
  type FaultProxy,
  forwardAndCut,
  startFaultProxy,
} from '../support/stack/fault-proxy.ts'
import { openReceiptsTableInMemory, type ReceiptsTable } from '../support/stack/receipts-table.ts'

const access = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
const HOUR_MS = 3_600_000
/** Far ahead, so that no item has expired; an hour later for each payment, whose client has all its turns again. */
let begin = Date.UTC(2090, 0, 1)

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

type Send = TendParts['wakeUps']['send']

/**
 * One payment, announced and followed to its end on the real adapters: the gateway says PROCESSING, then SUCCESS. A message
 * that fails comes again, as the queue brings it. `befall` spoils the world once its payment has a name.
 */
async function follow(befall: () => void, spoil: (send: Send) => Send = (send) => send) {
  begin += HOUR_MS
  let now = begin
  const id = randomUUID()
  const questions: number[] = []
  const queue: { readonly body: string; readonly due: number }[] = []
  const send: Send = async (wake, delayMs) => {
    queue.push({ body: JSON.stringify(wake), due: now + delayMs })
  }
  const engine = tendParts({
    log: dynamoDBLog(client, opened.table),
    inbox: dynamoDBInbox(client, opened.table),
    watches: dynamoDBVersioned(client, opened.table, 'watch', randomUUID),
    turns: dynamoDBVersioned(client, opened.table, 'turns', randomUUID),
    wakeUps: { send: spoil(send) },
    clock: () => now,
    call: async () => {
      questions.push(now - begin)
      const state = questions.length === 1 ? 'PROCESSING' : 'SUCCESS'
      return passed(answer(paymentIs(state, { paymentRequestId: id }), now))
    },
  })
  queue.push({
    body: JSON.stringify({ platform: 'antom', clientId: 'CLIENT_1', kind: 'payment', id }),
    due: now,
  })
  befall()
  let failures = 0
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { body } = next
    now = Math.max(now, next.due)
    const isDone = await engine.send(body).then(
      ({ outcome }) => outcome !== 'ahead',
      () => false,
    )
    if (isDone) continue
    failures++
    expect(failures).toBeLessThan(10)
    queue.push({ body, due: now + 60_000 })
  }
  return { id, questions, failures }
}

/** The states of which the payment has receipts, by the table itself. */
async function statesOf(id: string) {
  const query = new QueryCommand({
    TableName: opened.table,
    KeyConditionExpression: 'pk = :subject AND begins_with(sk, :receipt)',
    ExpressionAttributeValues: {
      ':subject': { S: `antom#CLIENT_1#payment#${id}` },
      ':receipt': { S: 'receipt#' },
    },
    ConsistentRead: true,
  })
  const { Items = [] } = await opened.client.send(query)
  return Items.map(({ identity }) => identity?.S)
}

/** What befalls a call of DynamoDB's, and how many calls in a row: the SDK makes a second one by itself. */
const faults: readonly (readonly [what: string, fate: Fate, times: number])[] = [
  ['is lost', cut, 1],
  ['is lost, and lost again', cut, 2],
  ['is done, and its answer lost', forwardAndCut, 1],
  ['is done, and its answer lost twice', forwardAndCut, 2],
]

/** Of DynamoDB, for two questions. */
const CALLS = 16
/** When they are asked where nothing fails, in milliseconds from the announcement. */
const inTime = [0, 60_000]

describe('a payment that is asked about ends in one final receipt, where of DynamoDB’s calls', () => {
  it('none fails: at once, and after a minute', async () => {
    const before = proxy.calls.length
    const { id, questions, failures } = await follow(() => undefined)
    expect([questions, failures, await statesOf(id)]).toEqual([inTime, 0, ['PROCESSING', 'SUCCESS']])
    expect(proxy.calls.length - before).toBe(CALLS)
  })

  it.each(faults)('any one %s', async (_, fate, times) => {
    for (let nth = 0; nth < CALLS; nth++) {
      const { id, questions, failures } = await follow(() => {
        let calls = 0
        proxy.calm()
        proxy.befall(() => calls++ >= nth, fate, times)
      })
      const states = await statesOf(id)
      // What the SDK mends by its second call costs nothing, whether the first one had its effect or not.
      if (times === 1) {
        expect([nth, questions, failures, states]).toEqual([nth, inTime, 0, ['PROCESSING', 'SUCCESS']])
      }
      // A question whose answer was lost is not asked again in its step: the next one brings what is so then.
      expect([nth, states.filter((state) => state === 'SUCCESS')]).toEqual([nth, ['SUCCESS']])
      expect(questions.length, `call ${nth}`).toBeLessThanOrEqual(3)
    }
  })
})

describe('a payment that is asked about ends in one final receipt, where the queue', () => {
  it.each<[string, (send: Send) => Send]>([
    ['does not take its wake-up', once((fail) => fail())],
    ['takes it, and does not say so', once(async (fail, send) => send().then(fail))],
    ['takes it twice', once(async (_fail, send) => send().then(send))],
  ])('%s', async (_, spoil) => {
    const { id, questions } = await follow(() => undefined, spoil)
    expect((await statesOf(id)).filter((state) => state === 'SUCCESS')).toEqual(['SUCCESS'])
    expect(questions.length).toBeLessThanOrEqual(3)
  })
})

/** Spoils the first message alone. */
function once(fate: (fail: () => Promise<never>, send: () => Promise<void>) => Promise<void>) {
  return (send: Send): Send => {
    let isFirst = true
    return (wake, delayMs) => {
      const passOn = () => send(wake, delayMs)
      if (!isFirst) return passOn()
      isFirst = false
      return fate(() => Promise.reject(new Error('the queue fails')), passOn)
    }
  }
}
