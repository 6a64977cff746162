import { setTimeout as wait } from 'node:timers/promises'
import type { DynamoDBRecord } from 'aws-lambda'
import type { Invocation } from '../environments.ts'
import type { Checkpoint } from './checkpoint.ts'
import { backoff, deliverBatches } from './deliver-batches.ts'
import type { Shard, StreamReader } from './stream-reader.ts'

const POLL_MS = 200
const NEW_SHARDS_MS = 1_000

export interface PollerOptions {
  readonly stream: StreamReader
  readonly checkpoint: Checkpoint
  deliver(batch: readonly DynamoDBRecord[]): Promise<Invocation>
  /** Takes a line about what went wrong, and is tried again. */
  report(line: string): void
  pause?(ms: number, signal: AbortSignal): Promise<unknown>
}

export interface Poller {
  /** Resolves when the delivery that runs has ended and the checkpoint is saved. */
  stop(): Promise<void>
}

/** Feeds new receipts from the stream to deliver-receipts, at least once, each shard in order, parents first. */
export function startStreamPoller(options: PollerOptions): Poller {
  const { stream, checkpoint, deliver, report } = options
  const stopping = new AbortController()
  const { signal } = stopping
  const followed = new Map<string, Promise<void>>()
  const sleep = options.pause ?? ((ms: number) => wait(ms, undefined, { signal }))
  const pause = async (ms: number) => void (await sleep(ms, signal).catch(() => undefined))

  /** Does the work again after an error, until it ends by itself or the poller stops. */
  async function persist(what: string, work: () => Promise<void>): Promise<void> {
    for (let failures = 1; !signal.aborted; failures++) {
      try {
        return await work()
      } catch (cause) {
        report(`${what}: ${cause instanceof Error ? cause.message : cause}`)
        await pause(backoff(failures))
      }
    }
  }

  async function findShards(): Promise<void> {
    while (!signal.aborted) {
      const shards = await stream.shards()
      for (const { id } of shards.filter((shard) => isDue(shard, shards))) {
        followed.set(
          id,
          persist(`the stream's shard ${id} cannot be read`, () => follow(id)),
        )
      }
      await pause(NEW_SHARDS_MS)
    }
  }

  function isDue({ id, parent }: Shard, shards: readonly Shard[]): boolean {
    const isFinished = (shardId: string) => checkpoint.position(shardId).finished === true
    const mustWait = shards.some((shard) => shard.id === parent && !isFinished(shard.id))
    return !mustWait && !followed.has(id) && !isFinished(id)
  }

  async function follow(id: string): Promise<void> {
    let iterator: string | undefined = await stream.iterate(id, checkpoint.position(id).after)
    const delivered = (after: string) => checkpoint.save(id, { after })
    while (iterator && !signal.aborted) {
      const { records, next } = await stream.read(iterator)
      await deliverBatches(records.filter(isNewReceipt), { deliver, delivered, pause, signal })
      if (signal.aborted) return
      const last = records.at(-1)?.dynamodb?.SequenceNumber
      if (last) delivered(last)
      else await pause(POLL_MS)
      iterator = next
    }
    if (!signal.aborted) checkpoint.save(id, { ...checkpoint.position(id), finished: true })
  }

  const finding = persist("the stream's shards cannot be listed", findShards)

  return {
    async stop() {
      stopping.abort()
      await finding
      await Promise.all(followed.values())
    },
  }
}

/** The filter of the event source mapping in serverless.yml. */
function isNewReceipt({ eventName, dynamodb }: DynamoDBRecord): boolean {
  return eventName === 'INSERT' && dynamodb?.Keys?.sk?.S?.startsWith('receipt#') === true
}
