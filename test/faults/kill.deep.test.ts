import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { Sender } from '../../tools/alipay/sender.ts'
import { signRequest } from '../../tools/alipay/signed-request.ts'
import { namesOf } from '../../tools/declared/names-of-stage.ts'
import { startDynoxide } from '../../tools/dynamodb/dynoxide.ts'
import { localAccess } from '../../tools/dynamodb/local-access.ts'
import { type Started, startProcess } from '../local/started-process.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { answerTo, TAKEN } from '../support/request/answer.ts'
import { newBody, paymentOf } from '../support/request/requests.ts'
import { type BusEvent, eventIdOf, readEvents } from '../support/stack/bus-events.ts'
import { callsOf, hang, putsOf, startFaultProxy } from '../support/stack/fault-proxy.ts'
import { readReceipts } from '../support/stack/held-receipts.ts'

const BACKLOG_MS = 3_000
/** Several starts, one after the other. */
const STARTS_MS = 90_000

const program = join(import.meta.dirname, '../../tools/cli.ts')
const withNpm = ['npm', 'start', '--', '--no-demo'] as const
const withNode = [process.execPath, program, 'start', '--no-demo'] as const

async function start(...[options]: Parameters<typeof startProcess>): Promise<Started> {
  const started = await startProcess(options)
  await started.until('What to try next')
  return started
}

/** The whole process group, at once. */
const kill = ({ child }: Started) => process.kill(-Number(child.pid), 'SIGKILL')
const senderIn = (dir: string): Sender => JSON.parse(readFileSync(join(dir, 'senders.json'), 'utf8')).antom
const eventsIn = (dir: string) => readEvents(join(dir, 'events.ndjson'))
const idsOf = (events: readonly BusEvent[]) => new Set(events.map(({ detail }) => detail.id))
const wordingsOf = (events: readonly BusEvent[]) =>
  new Set(events.map(({ detail }) => JSON.stringify(detail)))

/** The answer, undefined where none came. */
function answerIn(dir: string, body: string): Promise<string | undefined> {
  const sender = senderIn(dir)
  return answerTo(signRequest(sender, body), sender).catch(() => undefined)
}

function receiptsAt(endpoint: string) {
  const client = new DynamoDBClient({ endpoint, ...localAccess, credentials: localAccess })
  return readReceipts(client, namesOf('local').RECEIPTS_TABLE).finally(() => client.destroy())
}

it('after kill -9 between write and answer the receipt is held once, told, and a resend is a repeat', {
  timeout: STARTS_MS,
}, async () => {
  const dynamoDB = await startDynoxide(':memory:')
  onTestFinished(dynamoDB.stop)
  const proxy = await startFaultProxy(() => dynamoDB.url)
  onTestFinished(proxy.close)
  const env = { AWS_ENDPOINT_URL_DYNAMODB: proxy.url }
  const dir = temporaryFolder()
  const body = newBody('antom')

  const first = await start({ dir, env, command: withNpm })
  const written = Promise.withResolvers<void>()
  proxy.befall(putsOf('receipt#'), ({ forward }) => forward().then(() => written.resolve()))
  proxy.befall(callsOf('GetRecords'), hang)
  const answer = answerIn(dir, body)
  await written.promise
  kill(first)
  expect(await answer).toBeUndefined()
  expect(await receiptsAt(dynamoDB.url)).toHaveLength(1)
  expect(eventsIn(dir)).toEqual([])
  proxy.calm()

  await start({ dir, env, command: withNpm })
  await vi.waitUntil(() => eventsIn(dir).length > 0, { timeout: BACKLOG_MS })
  expect(await answerIn(dir, body)).toBe(TAKEN)
  expect(await answerIn(dir, newBody('antom'))).toBe(TAKEN)
  await vi.waitUntil(() => idsOf(eventsIn(dir)).size === 2, { timeout: BACKLOG_MS })
  expect(await receiptsAt(dynamoDB.url)).toHaveLength(2)
  expect(wordingsOf(eventsIn(dir)).size).toBe(2)
})

it('after kill -9 under load, again and again, everything answered is held once and told in one way', {
  timeout: STARTS_MS,
}, async () => {
  const dir = temporaryFolder()
  const answered: string[] = []

  for (const moment of [1, 12, 40]) {
    const running = await start({ dir, command: withNode })
    const until = answered.length + moment
    const sendOn = async () => {
      for (let body = newBody('antom'); (await answerIn(dir, body)) === TAKEN; body = newBody('antom')) {
        answered.push(paymentOf(body))
        if (answered.length === until) kill(running)
      }
    }
    await Promise.all(Array.from({ length: 8 }, sendOn))
    expect(answered.length).toBeGreaterThanOrEqual(until)
  }

  await start({ dir, command: withNode })
  const { AWS_ENDPOINT_URL_DYNAMODB } = JSON.parse(readFileSync(join(dir, 'environment.json'), 'utf8'))
  const receipts = await receiptsAt(AWS_ENDPOINT_URL_DYNAMODB)
  const held = receipts.map(({ subjectKey }) => subjectKey.slice(subjectKey.lastIndexOf('#') + 1))
  expect(held).toEqual(expect.arrayContaining(answered))
  expect(new Set(held).size).toBe(held.length)
  const ids = new Set(receipts.map(eventIdOf))
  await vi.waitUntil(() => idsOf(eventsIn(dir)).size === ids.size, { timeout: BACKLOG_MS })
  expect(idsOf(eventsIn(dir))).toEqual(ids)
  expect(wordingsOf(eventsIn(dir)).size).toBe(ids.size)
})
