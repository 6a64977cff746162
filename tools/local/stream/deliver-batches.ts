import type { DynamoDBRecord } from 'aws-lambda'
import type { Invocation } from '../environments.ts'

const FIRST_DELAY_MS = 100
const MAX_DELAY_MS = 2_000

export interface Delivery {
  deliver(batch: readonly DynamoDBRecord[]): Promise<Invocation>
  /** All records up to this one are done with: a restart goes on behind it. */
  delivered(sequenceNumber: string): void
  pause(ms: number): Promise<void>
  readonly signal: AbortSignal
}

/**
 * Hands records to the function as Lambda's event source mapping does with ReportBatchItemFailures and bisect: again from
 * the first that failed, in halves after an error, until all are done or the signal aborts. Never rejects.
 */
export async function deliverBatches(records: readonly DynamoDBRecord[], delivery: Delivery): Promise<void> {
  let rest = records
  let size = rest.length
  let failures = 0
  while (rest.length > 0 && !delivery.signal.aborted) {
    const batch = rest.slice(0, size)
    const invocation = await delivery.deliver(batch)
    const done = countDone(batch, invocation)
    const last = batch[done - 1]?.dynamodb?.SequenceNumber
    if (last) delivery.delivered(last)
    rest = rest.slice(done)
    size = invocation.outcome === 'returned' ? rest.length : Math.ceil(batch.length / 2)
    failures = done > 0 ? 0 : failures + 1
    if (done < batch.length) await delivery.pause(backoff(failures))
  }
}

/** After how many failures in a row to wait how many milliseconds. */
export function backoff(failures: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** Math.max(0, failures - 1), MAX_DELAY_MS)
}

/** How many records from the start need no retry; an answer that Lambda cannot read fails the whole batch. */
function countDone(batch: readonly DynamoDBRecord[], invocation: Invocation): number {
  if (invocation.outcome !== 'returned') return 0
  const answer = invocation.result as { batchItemFailures?: { itemIdentifier?: unknown }[] | null } | null
  const failed = (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) =>
    batch.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === itemIdentifier),
  )
  return failed.length === 0 ? batch.length : Math.max(0, Math.min(...failed))
}
