import { setTimeout as wait } from 'node:timers/promises'
import type { SQSRecord } from 'aws-lambda'
import { localAccess } from '../../dynamodb/local-access.ts'
import type { Invocation } from '../environments.ts'
import type { LocalQueue, Received } from './local-queue.ts'

const POLL_MS = 100

export interface EventSourceOptions {
  readonly queue: LocalQueue
  readonly batchSize: number
  readonly maximumConcurrency: number
  /** After how long what failed is there again. */
  readonly againAfterSeconds: number
  invoke(records: readonly SQSRecord[]): Promise<Invocation>
  /** Takes a line about what went wrong, and is tried again. */
  report(line: string): void
}

export interface EventSource {
  /** Resolves when what runs has ended. */
  stop(): Promise<void>
}

/**
 * Hands the messages of a queue to the function as Lambda's event source mapping does with ReportBatchItemFailures: what
 * succeeded is deleted, what failed comes again. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function startEventSource(options: EventSourceOptions): EventSource {
  const { queue, batchSize, maximumConcurrency, againAfterSeconds, invoke, report } = options
  const stopping = new AbortController()
  const { signal } = stopping
  const running = new Set<Promise<void>>()

  async function handle(messages: readonly Received[]): Promise<void> {
    const failed = failedOf(messages, await invoke(messages.map((message) => toRecord(message, queue.name))))
    queue.remove(messages.map(({ messageId }) => messageId).filter((id) => !failed.has(id)))
    for (const id of failed) queue.hide(id, againAfterSeconds)
  }

  function start(messages: readonly Received[]): void {
    const work = handle(messages)
      .catch(describe)
      .finally(() => running.delete(work))
    running.add(work)
  }

  function describe(cause: unknown): void {
    report(`the queue ${queue.name}: ${cause instanceof Error ? cause.message : cause}`)
  }

  /** Whether there was anything to do. */
  function startNext(): boolean {
    if (running.size >= maximumConcurrency) return false
    const messages = queue.receive(batchSize)
    if (messages.length > 0) start(messages)
    return messages.length > 0
  }

  async function follow(): Promise<void> {
    while (!signal.aborted) {
      try {
        if (startNext()) continue
      } catch (cause) {
        describe(cause)
      }
      await wait(POLL_MS, undefined, { signal }).catch(() => undefined)
    }
  }

  const following = follow()
  return {
    async stop() {
      stopping.abort()
      await following
      await Promise.all(running)
    },
  }
}

/** An answer that Lambda cannot read, or that names no message of the batch, fails the whole batch. */
function failedOf(messages: readonly Received[], invocation: Invocation): ReadonlySet<string> {
  const all = new Set(messages.map(({ messageId }) => messageId))
  if (invocation.outcome !== 'returned') return all
  const answer = invocation.result as { batchItemFailures?: { itemIdentifier?: unknown }[] | null } | null
  const failed = (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => String(itemIdentifier))
  return failed.every((id) => all.has(id)) ? new Set(failed) : all
}

function toRecord({ messageId, body, sentAt, receives }: Received, queueName: string): SQSRecord {
  return {
    messageId,
    receiptHandle: messageId,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: String(sentAt),
      SenderId: localAccess.accessKeyId,
      ApproximateFirstReceiveTimestamp: String(sentAt),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:${localAccess.region}:000000000000:${queueName}`,
    awsRegion: localAccess.region,
  }
}
