import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll } from 'vitest'
import { openAlipayGateway } from '../../../tools/alipay/gateway/gateway.ts'
import { readSenders } from '../../../tools/alipay/read-senders.ts'
import { declaredFunctions, type Environment } from '../../../tools/declared/functions.ts'
import { namesOf } from '../../../tools/declared/names-of-stage.ts'
import { startDemoBackend } from '../../../tools/demo-backend/start.ts'
import { dynamoDBApi } from '../../../tools/dynamodb/dynamodb-api.ts'
import { startDynoxide } from '../../../tools/dynamodb/dynoxide.ts'
import { openJournalTable } from '../../../tools/dynamodb/journal-table.ts'
import { localAccess } from '../../../tools/dynamodb/local-access.ts'
import { openReceiptsTable } from '../../../tools/dynamodb/receipts-table.ts'
import { openRefusedTable } from '../../../tools/dynamodb/refused-table.ts'
import { contractsOf } from '../../../tools/local/contracts.ts'
import { openLines, writeWhole } from '../../../tools/local/files.ts'
import { createFunctionLog } from '../../../tools/local/function-log.ts'
import { createPools } from '../../../tools/local/function-pools.ts'
import { openGateway } from '../../../tools/local/gateway.ts'
import { type LocalFiles, openLocalFiles } from '../../../tools/local/local-files.ts'
import { prepareSenders } from '../../../tools/local/prepare-senders.ts'
import { openQueues, wakeBy } from '../../../tools/local/queues/open-queues.ts'
import { eventBridge } from '../../../tools/local/stand-ins/event-bridge.ts'
import { secretsManager } from '../../../tools/local/stand-ins/secrets-manager.ts'
import { openStandIns } from '../../../tools/local/stand-ins/server.ts'
import { sqs } from '../../../tools/local/stand-ins/sqs.ts'
import { openCheckpoint } from '../../../tools/local/stream/checkpoint.ts'
import { startStreamPoller } from '../../../tools/local/stream/stream-poller.ts'
import { streamReader } from '../../../tools/local/stream/stream-reader.ts'
import { accessVariables } from '../../../tools/local/variables.ts'
import { freePort, HOST } from '../../../tools/loopback/ports.ts'
import { readEvents } from './bus-events.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import { readReceipts } from './held-receipts.ts'
import { sendersOf } from './senders-of.ts'

const dist = join(import.meta.dirname, '../../../dist')
const table = namesOf('local').RECEIPTS_TABLE

type Item = Readonly<Record<'pk' | 'sk', { readonly S: string }>>

export interface FaultyStackOptions {
  readonly env?: Environment
  /** The folder of the bundles. */
  readonly bundles?: string
  /** Those whose notifications are taken. */
  readonly platforms?: readonly string[]
  /** Those whose commands are taken. */
  readonly commanding?: readonly string[]
  /** Whether Alipay is asked: then its pretend gateway runs, and ask-alipay is woken. */
  readonly asks?: boolean
  /** False leaves the stream alone, so that nobody calls but the functions of the gateway. */
  readonly delivers?: boolean
  /** Arranges what the functions meet when they start, which they do before they are asked. */
  before?(proxy: FaultProxy, files: LocalFiles): void
}

export type FaultyStack = Awaited<ReturnType<typeof startFaultyStack>>

/**
 * The local stack, but that the functions reach every service of AWS through one proxy that can fail them, and the demo
 * backend through another. Gone when the tests of the file have run; `whenDone` is `onTestFinished` inside a test.
 */
export async function startFaultyStack(
  options: FaultyStackOptions = {},
  whenDone: (stop: () => Promise<void>) => void = afterAll,
) {
  const { env = {}, bundles = dist, commanding = [], delivers = true, asks = false, before } = options
  const { platforms = commanding.length > 0 ? [] : ['antom'] } = options
  const files = openLocalFiles(mkdtempSync(join(tmpdir(), 'alipay-receiver-')))
  const queues = openQueues(files)
  const standIns = await openStandIns([
    ...secretsManager(files.secrets),
    ...eventBridge(openLines(files.events)),
    ...sqs(Object.values(queues)),
  ])
  const dynamoDB = await startDynoxide(':memory:')
  // Only the functions go through the proxy: on AWS the stream is read by Lambda.
  const call = dynamoDBApi(dynamoDB.url)
  const streamArn = await openReceiptsTable(call, table)
  await openJournalTable(call, namesOf('local').JOURNAL_TABLE)
  await openRefusedTable(call, namesOf('local').REFUSED_TABLE)
  const proxy = await startFaultProxy((operation) =>
    operation.startsWith('DynamoDB') ? dynamoDB.url : standIns.url,
  )
  const endpoints = { dynamoDB: proxy.url, standIns: proxy.url }
  writeWhole(files.environment, JSON.stringify({ ...namesOf('local'), ...accessVariables(endpoints) }))
  const backend = await startDemoBackend({
    dynamoDB: dynamoDB.url,
    secrets: files.secrets,
    report: () => undefined,
  })
  const backendProxy = await startFaultProxy(() => backend.url)

  const port = await freePort()
  const names = [
    'deliver-receipts',
    ...(asks ? ['ask-alipay'] : []),
    ...platforms.map((platform) => `${platform}-notifications`),
    ...commanding.map((platform) => `${platform}-commands`),
  ]
  const functions = declaredFunctions({ BACKEND_URL: backendProxy.url, ...env }).filter(({ name }) =>
    names.includes(name),
  )
  const routes = functions.flatMap((declared) => declared.routes)
  const alipay = await openAlipayGateway(() => readSenders(files.senders))
  const url = `http://${HOST}:${port}`
  const senders = await prepareSenders(files, contractsOf(routes), url, asks ? alipay.url : undefined)
  before?.(proxy, files)
  const log = createFunctionLog(openLines(files.log), () => undefined)
  const pools = createPools({ functions, bundles, endpoints, log })
  const gateway = await openGateway({ port, routes, invoke: pools.invoke, report: () => undefined })
  const poller =
    delivers &&
    startStreamPoller({
      stream: streamReader(call, streamArn),
      checkpoint: openCheckpoint(files.checkpoint, streamArn),
      deliver: (Records) => pools.invoke('deliver-receipts', { Records }),
      report: () => undefined,
    })
  const source = wakeBy(queues, functions, { invoke: pools.invoke, report: () => undefined })
  const client = new DynamoDBClient({ endpoint: dynamoDB.url, ...localAccess, credentials: localAccess })

  whenDone(async () => {
    proxy.calm()
    backendProxy.calm()
    await gateway.close()
    if (poller) await poller.stop()
    await source?.stop()
    await pools.close()
    client.destroy()
    await proxy.close()
    await backendProxy.close()
    await backend.close()
    await dynamoDB.stop()
    await standIns.close()
    await alipay.close()
    rmSync(files.dir, { recursive: true, force: true })
  })

  return {
    proxy,
    /** In front of the demo backend. */
    backendProxy,
    files,
    alipay,
    /** Puts an announcement into the queue of watches, to be read at once. */
    announce: (announcement: object) => queues.watches.send(JSON.stringify(announcement), 0),

    ...sendersOf(senders),

    /** What the demo backend has on its accounts. */
    ledger: backend.ledger,

    receipts: () => readReceipts(client, table),
    /** Every entry of the subjects' logs, as the table holds it. */
    async logEntries(): Promise<readonly Item[]> {
      const { Items } = await call<{ Items: readonly Item[] }>('DynamoDB_20120810.Scan', { TableName: table })
      return Items.filter(({ sk }) => sk.S.startsWith('log#'))
    },
    events: () => readEvents(files.events),
    deadLetters: () =>
      readFileSync(files.deadLetters, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(JSON.parse(line).body)),
    /** What the functions printed. */
    log: () => readFileSync(files.log, 'utf8'),
  }
}
