import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { signRequest } from '../../tools/alipay/signed-request.ts'
import { asking } from '../../tools/operate/ask/program.ts'
import { journal } from '../../tools/operate/journal/program.ts'
import { receipts } from '../../tools/operate/receipts/program.ts'
import { refused } from '../../tools/operate/refused/program.ts'
import { startProcess } from '../local/started-process.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { answerTo } from '../support/request/answer.ts'
import { newBody } from '../support/request/requests.ts'
import { callsOf, type FaultProxy, startFaultProxy } from '../support/stack/fault-proxy.ts'
import { type FaultyStack, startFaultyStack } from '../support/stack/faulty-stack.ts'
import { newOperation, succeeded } from './command.ts'
import { newNotification, taken } from './notification.ts'

const root = join(import.meta.dirname, '../..')
/** What IAM checks for an operation that has no action of its own. */
const transactions = new Map([
  ['TransactGetItems', 'GetItem'],
  ['TransactWriteItems', 'PutItem'],
])
const services = new Map([
  ['DynamoDB_20120810', 'dynamodb'],
  ['AWSEvents', 'events'],
  ['AmazonSQS', 'sqs'],
  ['secretsmanager', 'secretsmanager'],
])
const programs = new Map([asking, receipts, journal, refused].map(({ name, commands }) => [name, commands]))
const everywhere = ['--since', '2026-01-01T00:00:00Z']

let stack: FaultyStack
let stopStack: () => Promise<void>
/** Before the stack's own proxy; only the operator's programs call it. */
let front: FaultProxy
let dir: string

beforeEach(async () => {
  const env = { KEEP_REFUSED_HOURS: '1' }
  stack = await startFaultyStack({ platforms: ['antom'], commanding: ['wallet'], env }, (stop) => {
    stopStack = stop
  })
  front = await startFaultProxy(() => stack.proxy.url)
  dir = temporaryFolder()
  const environment: Record<string, string> = JSON.parse(readFileSync(stack.files.environment, 'utf8'))
  const throughFront = Object.entries(environment).map(([name, value]) => [
    name,
    name.startsWith('AWS_ENDPOINT_URL_') ? front.url : value,
  ])
  writeFileSync(join(dir, 'environment.json'), JSON.stringify(Object.fromEntries(throughFront)))
})
afterEach(async () => {
  await front.close()
  await stopStack()
})

/** Runs a program to its end; the IAM actions that it used. */
async function actionsOf(program: string, ...args: readonly string[]): Promise<readonly string[]> {
  const before = front.calls.length
  const script = join(root, 'tools/cli.ts')
  const { ended, err } = await startProcess({
    dir,
    command: [process.execPath, script, program, ...args, '--local'],
    // The setting that was missing when the proxy's prefix was signed.
    env: { PUBLIC_PATH_PREFIX: '/prod' },
  })
  expect([await ended, err]).toEqual([0, []])
  const used = front.calls.slice(before).map(({ operation }) => {
    const [service = '', name = ''] = operation.split('.')
    return `${services.get(service)}:${transactions.get(name) ?? name}`
  })
  return [...new Set(used)]
}

/** A payment that was published, another that is a dead letter, a command, a refusal: enough for each program to do. */
async function work(): Promise<readonly string[]> {
  const notification = newNotification(stack)
  expect(await notification.send()).toEqual(taken)
  const [detail = ''] = await notification.details(1)
  stack.proxy.befall(callsOf('PutEvents'), ({ answer }) => {
    const Entries = [{ ErrorCode: 'MalformedDetail', ErrorMessage: 'no' }]
    answer({ status: 200, body: JSON.stringify({ FailedEntryCount: 1, Entries }) })
  })
  expect(await newNotification(stack).send()).toEqual(taken)
  await vi.waitUntil(() => stack.deadLetters().length === 1, { timeout: 10_000 })
  stack.proxy.calm()
  expect(await newOperation(stack).pay()).toEqual(succeeded)
  const sender = stack.sender('antom')
  const prefixed = signRequest(sender, newBody('antom'), { uri: '/prod/antom/notify/notifyPayment' })
  expect(await answerTo(prefixed, sender)).toBe('200 F INVALID_SIGNATURE signed')
  const { platform, clientId, subject } = JSON.parse(detail)
  return ['--platform', platform, '--client', clientId, '--subject', subject]
}

it('every command calls what its row says that its role must allow, and nothing else', async () => {
  const subject = await work()
  const runs: readonly (readonly [program: string, command: string, ...args: string[]])[] = [
    ['ask', '', 'antom', 'payment', 'p1', '--client', 'CLIENT'],
    ['ask', '', '--open', ...everywhere],
    ['receipts', 'redeliver', ...subject],
    ['receipts', 'redeliver', ...everywhere],
    ['receipts', 'recognise', ...everywhere],
    ['receipts', 'dead-letters'],
    ['receipts', 'redrive'],
    ['receipts', 'erase', ...subject],
    ['journal', 'open'],
    ['refused', 'list'],
    ['refused', 'explain', ...everywhere],
    ['refused', 'accept', ...everywhere, '--dry-run'],
    ['refused', 'accept', ...everywhere],
  ]
  for (const [program, name, ...args] of runs) {
    const commands = programs.get(program) ?? []
    const { permissions } = commands.find((command) => command.name === name) ?? { permissions: [] }
    const allowed = permissions.flatMap(({ actions }) => actions)
    const used = await actionsOf(program, ...[name].filter(Boolean), ...args)
    expect(used, name).not.toEqual([])
    expect(allowed, name).toEqual(expect.arrayContaining([...used]))
  }
})
