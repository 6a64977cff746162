import type { SQSRecord } from 'aws-lambda'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { Invocation } from '../../../tools/local/environments.ts'
import { startEventSource } from '../../../tools/local/queues/event-source.ts'
import { openQueue } from '../../../tools/local/queues/local-queue.ts'

const soon = { timeout: 10_000, interval: 5 }
const done: Invocation = { outcome: 'returned', result: { batchItemFailures: [] } }

/** A queue whose messages go to the function; what failed is there again at once. */
function follow(invoke: (records: readonly SQSRecord[]) => Promise<Invocation>, batchSize = 10) {
  const lines: unknown[] = []
  const faults: string[] = []
  const queue = openQueue({
    name: 'q',
    file: {
      append: (values) => void lines.push(...values),
      values() {
        const fault = faults.shift()
        if (fault) throw new Error(fault)
        return lines
      },
      replace: (values) => void lines.splice(0, Infinity, ...values),
    },
  })
  const batches: string[][] = []
  const reported: string[] = []
  const start = () => {
    const source = startEventSource({
      queue,
      batchSize,
      maximumConcurrency: 2,
      againAfterSeconds: 0,
      invoke(records) {
        batches.push(records.map(({ body }) => body))
        return invoke(records)
      },
      report: (line) => reported.push(line),
    })
    onTestFinished(source.stop)
    return source
  }
  return { queue, lines, faults, batches, reported, start }
}

it('hands over batches, and deletes what succeeded', async () => {
  const { queue, lines, batches, start } = follow(async () => done, 2)
  for (const body of ['a', 'b', 'c']) queue.send(body)
  start()
  await vi.waitUntil(() => lines.length === 0, soon)
  expect(batches).toEqual([['a', 'b'], ['c']])
})

it('hands over again only those messages of a batch that failed', async () => {
  let calls = 0
  const { queue, lines, batches, start } = follow(async (records) => {
    const failed = calls++ === 0 ? records.filter(({ body }) => body === 'b') : []
    const batchItemFailures = failed.map(({ messageId }) => ({ itemIdentifier: messageId }))
    return { outcome: 'returned', result: { batchItemFailures } }
  })
  for (const body of ['a', 'b', 'c']) queue.send(body)
  start()
  await vi.waitUntil(() => lines.length === 0, soon)
  expect(batches).toEqual([['a', 'b', 'c'], ['b']])
})

it.each<[string, Invocation]>([
  ['a function that died', { outcome: 'failed', error: 'it died' }],
  ['a function that is throttled', { outcome: 'throttled' }],
  [
    'an answer that names no message of it',
    { outcome: 'returned', result: { batchItemFailures: [{ itemIdentifier: 'of another' }] } },
  ],
])('hands the whole batch over again after %s', async (_, answer) => {
  let calls = 0
  const { queue, lines, batches, start } = follow(async () => (calls++ === 0 ? answer : done))
  for (const body of ['a', 'b']) queue.send(body)
  start()
  await vi.waitUntil(() => lines.length === 0, soon)
  expect(batches).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ])
})

it('runs no more batches at once than it may', async () => {
  const waiting: (() => void)[] = []
  const { queue, lines, batches, start } = follow(
    () => new Promise((resolve) => waiting.push(() => resolve(done))),
    1,
  )
  for (const body of ['a', 'b', 'c']) queue.send(body)
  start()
  await vi.waitUntil(() => batches.length === 2, soon)
  waiting.shift()?.()
  await vi.waitUntil(() => batches.length === 3, soon)
  for (const end of waiting) end()
  await vi.waitUntil(() => lines.length === 0, soon)
})

it('says what is wrong with a queue that cannot be read, and goes on', async () => {
  const { queue, lines, faults, reported, start } = follow(async () => done)
  queue.send('a')
  faults.push('the disk is gone')
  start()
  await vi.waitUntil(() => lines.length === 0, soon)
  expect(reported).toEqual(['the queue q: the disk is gone'])
})

it('ends once what runs has ended, and leaves the rest', async () => {
  let end: (invocation: Invocation) => void = () => undefined
  const { queue, lines, batches, start } = follow(() => new Promise((resolve) => (end = resolve)), 1)
  const source = start()
  queue.send('a')
  await vi.waitUntil(() => batches.length === 1, soon)
  const stopped = source.stop()
  queue.send('b')
  end(done)
  await stopped
  expect(lines).toMatchObject([{ body: 'b' }])
})
