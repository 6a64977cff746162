import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { startProcess } from '../local/started-process.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { callsOf, refuse } from '../support/stack/fault-proxy.ts'
import { startFaultyStack } from '../support/stack/faulty-stack.ts'
import { newNotification } from './notification.ts'

const program = join(import.meta.dirname, '../../tools/cli.ts')
const putEvents = callsOf('PutEvents')

const stack = await startFaultyStack()
afterEach(() => stack.proxy.calm())

/** Runs `npm run alipay -- receipts …` to its end. */
async function run(args: readonly string[], dir = stack.files.dir) {
  const { ended, out, err } = await startProcess({
    dir,
    command: [process.execPath, program, 'receipts', ...args],
  })
  return { code: await ended, out, err }
}

/** Every `detail` that EventBridge was given while the work ran. */
async function toldBy<Value>(work: () => Promise<Value>) {
  const before = stack.proxy.calls.length
  const value = await work()
  const calls = stack.proxy.calls.slice(before).filter(putEvents)
  return { value, details: calls.flatMap(({ input }) => (input.Entries ?? []).map(({ Detail }) => Detail)) }
}

/** A payment with a conflict, delivered: its subject, and its two details. */
async function deliverPair() {
  const notification = newNotification(stack)
  const { details } = await toldBy(async () => {
    await notification.send()
    await notification.send(notification.conflict)
    await notification.details(2)
  })
  const { subject, receivedAt } = JSON.parse(details[0] ?? '')
  return { details, subject, receivedAt }
}

const ofSubject = (subject: string) => [
  'redeliver',
  '--local',
  ...['--platform', 'antom', '--client', stack.sender('antom').clientId, '--subject', subject],
]

describe('npm run alipay -- receipts redeliver', () => {
  it('tells a subject again, in the very same words', async () => {
    await deliverPair()
    const { details, subject } = await deliverPair()
    const { value, details: again } = await toldBy(() => run(ofSubject(subject)))
    expect(value).toMatchObject({ code: 0, err: [] })
    expect(value.out).toEqual([
      expect.stringMatching(/^published {2}antom#.* {2}receipt#notifyPayment#/),
      expect.stringMatching(/^published {2}antom#.* {2}receipt#notifyPayment#.*#conflict#/),
      '2 receipts, 2 published, 0 not',
    ])
    expect(again).toEqual(details)
    const { out, err } = await run([...ofSubject(subject), '--json'])
    expect(out.map((line) => JSON.parse(line))).toEqual([
      { outcome: 'published', subjectKey: expect.any(String), receiptKey: expect.any(String) },
      { outcome: 'published', subjectKey: expect.any(String), receiptKey: expect.any(String) },
    ])
    expect(err).toEqual(['2 receipts, 2 published, 0 not'])
  })

  it('tells again what came in a range of time, its end excluded', async () => {
    const first = await deliverPair()
    const second = await deliverPair()
    const range = ['redeliver', '--local', '--since', first.receivedAt, '--until', second.receivedAt]
    const { value, details } = await toldBy(() => run(range))
    expect(value).toMatchObject({ code: 0, err: [] })
    expect(details.toSorted()).toEqual(first.details.toSorted())
  })

  it('finds nothing of a subject that nobody told of', async () => {
    expect(await run(ofSubject('payment#nobody'))).toEqual({
      code: 0,
      out: ['0 receipts, 0 published, 0 not'],
      err: [],
    })
  })

  it('exits with 1 where a receipt could not be told, and says which and why', async () => {
    const { subject } = await deliverPair()
    stack.proxy.befall(putEvents, refuse('AccessDeniedException'))
    const { code, out } = await run(ofSubject(subject))
    expect(code).toBe(1)
    expect(out).toEqual([
      expect.stringMatching(/^failed .*\(AccessDeniedException: as the test wants\)$/),
      expect.stringMatching(/^failed /),
      '2 receipts, 0 published, 2 not',
    ])
  })

  it('says in one line that no stack runs', async () => {
    const { code, err } = await run(
      ['redeliver', '--local', '--since', '2026-01-01T00:00:00Z'],
      temporaryFolder(),
    )
    expect(code).toBe(1)
    expect(err).toEqual([
      expect.stringMatching(/environment\.json cannot be read: is `npm start` running\?$/),
    ])
  })
})
