import { setTimeout as wait } from 'node:timers/promises'
import type { DeclaredFunction } from '../declared/functions.ts'
import { namesOf } from '../declared/names-of-stage.ts'
import { dynamoDBApi } from '../dynamodb/dynamodb-api.ts'
import type { DynamoDB } from '../dynamodb/open-dynamodb.ts'
import { openReceiptsTable } from '../dynamodb/receipts-table.ts'
import type { FunctionLog } from './function-log.ts'
import type { FunctionPools } from './function-pools.ts'
import type { LocalFiles } from './local-files.ts'
import { type Queues, wakeBy } from './queues/open-queues.ts'
import { openCheckpoint } from './stream/checkpoint.ts'
import { startStreamPoller } from './stream/stream-poller.ts'
import { streamReader } from './stream/stream-reader.ts'

/** What runs behind the answers and has not ended by then is ended, and begins again at the next start. */
const ENDING_MS = 5_000

/** Feeds deliver-receipts from the stream. Returns what stops it. */
export async function startDelivery(
  { url }: DynamoDB,
  files: LocalFiles,
  pools: FunctionPools,
  log: FunctionLog,
) {
  const call = dynamoDBApi(url)
  const streamArn = await openReceiptsTable(call, namesOf('local').RECEIPTS_TABLE)
  const poller = startStreamPoller({
    stream: streamReader(call, streamArn),
    checkpoint: openCheckpoint(files.checkpoint, streamArn),
    deliver: (Records) => pools.invoke('deliver-receipts', { Records }),
    report: (line) => log.fail('deliver-receipts', line),
  })
  return () => inTime(poller.stop())
}

/** Wakes ask-alipay by its queue. Returns what stops it. */
export function startAsking(
  queues: Queues,
  functions: readonly DeclaredFunction[],
  pools: FunctionPools,
  log: FunctionLog,
) {
  const source = wakeBy(queues, functions, {
    invoke: pools.invoke,
    report: (line) => log.fail('ask-alipay', line),
  })
  return () => inTime(source?.stop())
}

function inTime(ending: Promise<void> | undefined) {
  return Promise.race([ending, wait(ENDING_MS, undefined, { ref: false })])
}
