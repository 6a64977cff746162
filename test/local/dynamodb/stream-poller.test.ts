import { join } from 'node:path'
import type { DynamoDBRecord } from 'aws-lambda'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Invocation } from '../../../tools/local/environments.ts'
import { openCheckpoint } from '../../../tools/local/stream/checkpoint.ts'
import { startStreamPoller } from '../../../tools/local/stream/stream-poller.ts'
import type { Shard, StreamReader } from '../../../tools/local/stream/stream-reader.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const soon = { timeout: 10_000 }

interface ToyShard extends Shard {
  readonly records: DynamoDBRecord[]
  closed?: boolean
}

const insert = (number: number, sk = `receipt#${number}`): DynamoDBRecord => ({
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: String(number), Keys: { pk: { S: 'subject' }, sk: { S: sk } } },
})
const shard = (id: string, numbers: readonly number[], parent?: string): ToyShard => ({
  id,
  parent,
  records: numbers.map((number) => insert(number)),
})

/** A stream in memory, read two records at a time; an iterator is `<shard>/<index>`. */
function streamOf(shards: readonly ToyShard[], faults: string[] = []): StreamReader {
  const find = (id: string) => shards.find((one) => one.id === id)
  const mayFail = (what: string) => {
    const index = faults.indexOf(what)
    if (index >= 0) throw new Error(`no ${faults.splice(index, 1)}`)
  }
  return {
    async shards() {
      mayFail('shards')
      return [...shards]
    },
    async iterate(id, after) {
      mayFail('iterate')
      return `${id}/${(find(id)?.records.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === after) ?? -1) + 1}`
    },
    async read(iterator) {
      mayFail('read')
      const [id = '', start] = iterator.split('/')
      const { records = [], closed = false } = find(id) ?? {}
      const end = Math.min(Number(start) + 2, records.length)
      const isOver = closed && end === records.length
      return { records: records.slice(Number(start), end), next: isOver ? undefined : `${id}/${end}` }
    },
  }
}

interface Toy {
  readonly stream: StreamReader
  readonly file?: string
  readonly deliver?: (batch: readonly DynamoDBRecord[]) => Promise<Invocation>
}

function poll({ stream, file = join(temporaryFolder(), 'checkpoint.json'), deliver }: Toy) {
  const delivered: string[] = []
  const reports: string[] = []
  const checkpoint = openCheckpoint(file, 'stream')
  const poller = startStreamPoller({
    stream,
    checkpoint,
    async deliver(batch) {
      const end = (await deliver?.(batch)) ?? { outcome: 'returned', result: null }
      if (end.outcome === 'returned')
        delivered.push(...batch.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? ''))
      return end
    },
    report: (line) => reports.push(line),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  })
  onTestFinished(() => poller.stop())
  return { poller, delivered, reports, checkpoint, file }
}

describe('the poller', () => {
  it('delivers what is there and what comes', async () => {
    const only = shard('a', [1, 2, 3])
    const { delivered } = poll({ stream: streamOf([only]) })
    await expect.poll(() => delivered, soon).toEqual(['1', '2', '3'])
    only.records.push(insert(4))
    await expect.poll(() => delivered, soon).toEqual(['1', '2', '3', '4'])
  })

  it('delivers new receipts only, and remembers the others as done', async () => {
    const only = shard('a', [1])
    only.records.push(
      insert(2, 'log#000001'),
      { ...insert(3), eventName: 'REMOVE' },
      { ...insert(4), eventName: 'MODIFY' },
      insert(5, 'xreceipt#5'),
    )
    const { delivered, checkpoint } = poll({ stream: streamOf([only]) })
    await expect.poll(() => checkpoint.position('a'), soon).toEqual({ after: '5' })
    expect(delivered).toEqual(['1'])
  })

  it('goes on after a restart behind what was delivered', async () => {
    const only = shard('a', [1, 2, 3])
    const { poller, file, delivered } = poll({ stream: streamOf([only]) })
    await expect.poll(() => delivered, soon).toHaveLength(3)
    await poller.stop()
    only.records.push(insert(4))
    const after = poll({ stream: streamOf([only]), file })
    await expect.poll(() => after.delivered, soon).toEqual(['4'])
  })

  it('delivers again after a crash what it has not confirmed', async () => {
    const only = shard('a', [1, 2])
    const hang = () => new Promise<never>(() => undefined)
    const folder = temporaryFolder()
    const crashed = openCheckpoint(join(folder, 'checkpoint.json'), 'stream')
    startStreamPoller({
      stream: streamOf([only]),
      checkpoint: crashed,
      deliver: hang,
      report: () => undefined,
    })
    const { delivered } = poll({ stream: streamOf([only]), file: join(folder, 'checkpoint.json') })
    await expect.poll(() => delivered, soon).toEqual(['1', '2'])
  })

  it('finds new shards, and reads a child only when its parent is done', async () => {
    const parent = shard('parent', [1, 2, 3])
    const child = shard('child', [4], 'parent')
    const orphan = shard('orphan', [9], 'trimmed')
    const shards = [child, parent, orphan]
    const { delivered, checkpoint } = poll({ stream: streamOf(shards) })
    await expect.poll(() => delivered.toSorted(), soon).toEqual(['1', '2', '3', '9'])
    shards.push(shard('other', [5]))
    await expect.poll(() => delivered, soon).toContain('5')
    expect(delivered).not.toContain('4')
    parent.closed = true
    await expect.poll(() => delivered.at(-1), soon).toBe('4')
    expect(checkpoint.position('parent')).toEqual({ after: '3', finished: true })
  })

  it('reads shards side by side: one that fails holds up no other', async () => {
    const { delivered } = poll({
      stream: streamOf([shard('bad', [1]), shard('good', [2])]),
      deliver: async ([record]) =>
        record?.dynamodb?.SequenceNumber === '1'
          ? { outcome: 'failed', error: 'always' }
          : { outcome: 'returned', result: null },
    })
    await expect.poll(() => delivered, soon).toEqual(['2'])
  })

  it.each(['shards', 'iterate', 'read'])('reports when %s fails, and tries again', async (fault) => {
    const { delivered, reports } = poll({ stream: streamOf([shard('a', [1, 2, 3])], [fault, fault]) })
    await expect.poll(() => delivered, soon).toEqual(['1', '2', '3'])
    expect(reports).toHaveLength(2)
    expect(reports[0]).toContain(`no ${fault}`)
  })

  it('stops only when the delivery that runs has ended, with its checkpoint saved', async () => {
    const running = Promise.withResolvers<void>()
    const end = Promise.withResolvers<Invocation>()
    const { poller, checkpoint } = poll({
      stream: streamOf([shard('a', [1, 2, 3])]),
      deliver() {
        running.resolve()
        return end.promise
      },
    })
    await running.promise
    const stopped = poller.stop()
    end.resolve({ outcome: 'returned', result: null })
    await stopped
    expect(checkpoint.position('a')).toEqual({ after: '2' })
  })
})
