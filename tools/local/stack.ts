import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { namesOf } from '../stage.ts'
import { lockDirectory } from './directory-lock.ts'
import { openCheckpoint } from './dynamodb/checkpoint.ts'
import { dynamoDBApi } from './dynamodb/dynamodb-api.ts'
import { type DynamoDB, openDynamoDB } from './dynamodb/open-dynamodb.ts'
import { openReceiptsTable } from './dynamodb/receipts-table.ts'
import { startStreamPoller } from './dynamodb/stream-poller.ts'
import { streamReader } from './dynamodb/stream-reader.ts'
import { openLines, writeWhole } from './files.ts'
import { createFunctionLog, type FunctionLog } from './function-log.ts'
import { createPools, type FunctionPools } from './function-pools.ts'
import { declaredFunctions, type Environment } from './functions.ts'
import { openGateway } from './gateway.ts'
import { type LocalFiles, openLocalFiles } from './local-files.ts'
import { freePort, HOST } from './ports.ts'
import { prepareSenders, type Senders } from './senders.ts'
import { eventBridge } from './stand-ins/event-bridge.ts'
import { secretsManager } from './stand-ins/secrets-manager.ts'
import { openStandIns } from './stand-ins/server.ts'
import { sqs } from './stand-ins/sqs.ts'
import { accessVariables, checkSettings } from './variables.ts'

export interface StackOptions {
  /** Keeps everything; made where it is missing. */
  readonly dir: string
  /** 0 takes any free port. */
  readonly port: number
  /** The folder of the functions' bundles. */
  readonly bundles: string
  /** The settings, and AWS_ENDPOINT_URL_DYNAMODB; nothing else of it is read. */
  readonly env: Environment
  /** Takes a line about what went wrong behind the answers. */
  tell(line: string): void
}

export interface LocalStack {
  readonly url: string
  readonly senders: Senders
  readonly files: LocalFiles
  /** Resolves when the embedded DynamoDB has ended, also by itself: the stack cannot go on. */
  readonly broken: Promise<unknown>
  /** Takes no more requests, lets what runs end, and leaves no process behind. */
  stop(): Promise<void>
}

/** Starts everything that stands around the functions on AWS; the port opens last. Throws a start problem. */
export async function startLocal(options: StackOptions): Promise<LocalStack> {
  checkSettings(options.env)
  const files = openLocalFiles(options.dir)
  const started: (() => unknown)[] = []
  const stop = async () => {
    for (let stopLast = started.pop(); stopLast; stopLast = started.pop()) await stopLast()
  }
  try {
    started.push(await lockDirectory(files.dir))
    return { ...(await start(options, files, started)), files, stop }
  } catch (cause) {
    await stop()
    throw cause
  }
}

/** Pushes what stops each part as soon as that part has started. */
async function start(
  { port, bundles, env, tell }: StackOptions,
  files: LocalFiles,
  started: (() => unknown)[],
) {
  const ownPort = await freePort(port)
  const functions = declaredFunctions(env)
  const routes = functions.flatMap((declared) => declared.routes)
  const platforms = routes.flatMap(({ key }) => /^POST \/([\w-]+)\/notify$/.exec(key)?.[1] ?? [])
  const senders = await prepareSenders(files, platforms, `http://${HOST}:${ownPort}`)

  const standIns = await openStandIns([
    ...secretsManager(files.secrets),
    ...eventBridge(openLines(files.events)),
    ...sqs(openLines(files.deadLetters)),
  ])
  started.push(standIns.close)
  const dynamoDB = await openDynamoDB(env.AWS_ENDPOINT_URL_DYNAMODB, files.table)
  started.push(dynamoDB.stop)

  const endpoints = { dynamoDB: dynamoDB.url, standIns: standIns.url }
  writeWhole(files.environment, JSON.stringify({ ...namesOf('local'), ...accessVariables(endpoints) }))
  started.push(() => rmSync(files.environment, { force: true }))
  const log = createFunctionLog(openLines(files.log), tell)
  const pools = createPools({ functions, bundles, endpoints, log })
  started.push(pools.close)
  started.push(await startDelivery(dynamoDB, files, pools, log))
  const gateway = await openGateway({ port: ownPort, routes, invoke: pools.invoke })
  started.push(gateway.close)
  return { url: gateway.url, senders, broken: dynamoDB.ended }
}

/** A delivery that has not ended by then is ended, and begins again at the next start. */
const DELIVERY_MS = 5_000

/** Returns what stops it. */
async function startDelivery({ url }: DynamoDB, files: LocalFiles, pools: FunctionPools, log: FunctionLog) {
  const call = dynamoDBApi(url)
  const streamArn = await openReceiptsTable(call, namesOf('local').RECEIPTS_TABLE)
  const poller = startStreamPoller({
    stream: streamReader(call, streamArn),
    checkpoint: openCheckpoint(files.checkpoint, streamArn),
    deliver: (Records) => pools.invoke('deliver-receipts', { Records }),
    report: (line) => log.fail('deliver-receipts', line),
  })
  return () => Promise.race([poller.stop(), wait(DELIVERY_MS, undefined, { ref: false })])
}
