import { randomUUID } from 'node:crypto'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { createDynamoDBClient } from '../../lib/adapters/dynamodb.ts'
import { dynamoDBInbox } from '../../lib/adapters/dynamodb-inbox.ts'
import { receive } from '../../lib/notifications/receive.ts'
import { namesOf } from '../../tools/declared/names-of-stage.ts'
import { startProcess } from '../local/started-process.ts'
import { receiveParts } from '../support/memory/receive-parts.ts'
import { verifiedRequest } from '../support/request/verified-request.ts'
import { callsOf, type Fate } from '../support/stack/fault-proxy.ts'
import { startFaultyStack } from '../support/stack/faulty-stack.ts'
import { newNotification, taken } from './notification.ts'

const program = join(import.meta.dirname, '../../tools/cli.ts')

const stack = await startFaultyStack()

/** Runs `npm run alipay -- receipts …` to its end. */
async function run(...args: readonly string[]) {
  const { ended, out, err } = await startProcess({
    dir: stack.files.dir,
    command: [process.execPath, program, 'receipts', ...args, '--local'],
  })
  return { code: await ended, out, err }
}

/** A notification that was kept and delivered, and how a command names its subject. */
async function delivered() {
  const notification = newNotification(stack)
  expect(await notification.send()).toEqual(taken)
  const [detail = ''] = await notification.details(1)
  const { platform, clientId, subject } = JSON.parse(detail)
  return {
    ...notification,
    detail,
    which: ['--platform', platform, '--client', clientId, '--subject', subject],
  }
}

describe('erasing a subject', () => {
  it('leaves nothing of what its messages said but a trace, and a resend does not bring it back', async () => {
    const { which, send, receipts } = await delivered()
    const erased = await run('erase', ...which)
    expect(erased).toMatchObject({ code: 0, err: [] })
    expect(erased.out).toEqual([expect.stringMatching(/^erased {2}antom#/), '1 receipts erased'])
    const [held] = await receipts()
    expect(held?.body).toHaveLength(0)
    expect(await send()).toEqual(taken)
    expect(await receipts()).toHaveLength(1)
    expect(await run('redeliver', ...which)).toMatchObject({
      code: 0,
      out: [expect.stringMatching(/^gone/), expect.anything()],
    })
    expect(await run('erase', ...which)).toMatchObject({ code: 0, out: ['0 receipts erased'] })
  })

  it('is an object a line with --json, and what it comes to stands beside it', async () => {
    const { which } = await delivered()
    const { code, out, err } = await run('erase', '--json', ...which)
    expect([code, out.map((line) => JSON.parse(line)), err]).toEqual([
      0,
      [{ outcome: 'erased', subjectKey: expect.any(String), receiptKey: expect.stringMatching(/^receipt#/) }],
      ['1 receipts erased'],
    ])
  })
})

describe('dead letters', () => {
  const refuseEach: Fate = ({ call, answer }) => {
    const Entries = (call.input.Entries ?? []).map(() => ({
      ErrorCode: 'MalformedDetail',
      ErrorMessage: 'no',
    }))
    answer({ status: 200, body: JSON.stringify({ FailedEntryCount: Entries.length, Entries }) })
  }

  it('are listed with their reason, stay while they fail, and are gone when they were delivered', async () => {
    stack.proxy.befall(callsOf('PutEvents'), refuseEach)
    const notification = newNotification(stack)
    expect(await notification.send()).toEqual(taken)
    await vi.waitUntil(() => stack.deadLetters().length === 1, { timeout: 10_000 })
    const failing = await run('redrive')
    expect(failing).toMatchObject({ code: 1 })
    expect(failing.out.at(-1)).toBe('1 dead letters stay in the queue')
    stack.proxy.calm()
    const listed = await run('dead-letters')
    expect(listed).toMatchObject({
      code: 0,
      out: [expect.stringContaining('EventBridge refuses the event'), '1 dead letters'],
    })
    const { out } = await run('dead-letters', '--json')
    expect(out.map((line) => JSON.parse(line))).toEqual([
      {
        subjectKey: expect.stringMatching(/^antom#/),
        receiptKey: expect.stringMatching(/^receipt#/),
        reason: expect.stringContaining('EventBridge refuses the event'),
      },
    ])
    const driven = await run('redrive')
    expect(driven).toMatchObject({
      code: 0,
      out: [expect.stringMatching(/^published {2}antom#/), 'the dead-letter queue is empty'],
    })
    expect(await notification.details(1)).toHaveLength(1)
    expect(stack.deadLetters()).toEqual([])
  })
})

describe('a letter that Lambda wrote when it gave a batch up', () => {
  const queue = namesOf('local').DEAD_LETTERS
  const keep = (body: string) =>
    appendFileSync(
      stack.files.deadLetters,
      `${JSON.stringify({ messageId: randomUUID(), queue, sentAt: '', body })}\n`,
    )

  it('names times, not keys: what came in them is published again, the same, and the letter is gone', async () => {
    const began = new Date().toISOString()
    const { detail } = await delivered()
    const DDBStreamBatchInfo = {
      approximateArrivalOfFirstRecord: began,
      approximateArrivalOfLastRecord: new Date().toISOString(),
    }
    keep(JSON.stringify({ DDBStreamBatchInfo }))
    const listed = await run('dead-letters')
    expect(listed.out).toEqual([expect.stringContaining('(given up by the stream)'), '1 dead letters'])
    const before = stack.proxy.calls.length
    const driven = await run('redrive')
    expect(driven).toMatchObject({ code: 0, err: [] })
    expect(driven.out.at(-1)).toBe('the dead-letter queue is empty')
    const told = stack.proxy.calls.slice(before).flatMap(({ input }) => input.Entries ?? [])
    expect(told.map(({ Detail }) => Detail)).toContainEqual(detail)
    expect(stack.deadLetters()).toEqual([])
  })

  it('is told from what is no letter at all, which is listed and left', async () => {
    keep('"somebody else\'s"')
    const listed = await run('dead-letters')
    expect(listed.out).toEqual([expect.stringContaining('not a dead letter'), '1 dead letters'])
    expect(await run('redrive')).toMatchObject({ code: 1 })
    expect(stack.deadLetters()).toHaveLength(1)
    writeFileSync(stack.files.deadLetters, '')
  })
})

describe('recognising again', () => {
  it('gives a message its event once its row is there, and no second one', async () => {
    const endpoint = stack.proxy.url
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', endpoint)
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
    const inbox = dynamoDBInbox(
      createDynamoDBClient({ region: 'us-east-1', credentials }),
      namesOf('local').RECEIPTS_TABLE,
    )
    const notification = newNotification(stack)
    const now = Date.now()
    const withoutRow = { ...receiveParts({ apis: [] }), inbox, newReceiptId: () => randomUUID() }
    await receive(verifiedRequest(notification.body, { sentAt: now, receivedAt: now }), withoutRow, now)
    vi.unstubAllEnvs()
    const since = new Date(now - 1).toISOString()
    const first = await run('recognise', '--since', since)
    expect(first).toMatchObject({ code: 0, err: [] })
    expect(first.out.at(-1)).toBe('1 receipts that were not understood, 1 are now')
    const [detail = ''] = await notification.details(1)
    expect(JSON.parse(detail)).toMatchObject({ api: 'notifyPayment', recognised: true, sequence: 1 })
    const again = await run('recognise', '--since', since)
    expect(again.out).toEqual([expect.stringMatching(/^repeated/), expect.anything()])
    const { platform, clientId, subject } = JSON.parse(detail)
    const erased = await run('erase', '--platform', platform, '--client', clientId, '--subject', subject)
    expect(erased.out.at(-1)).toBe('2 receipts erased')
    const kept = (await stack.receipts()).filter(({ body }) => body.equals(Buffer.from(notification.body)))
    expect(kept).toEqual([])
  })
})
