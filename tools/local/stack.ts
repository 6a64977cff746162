import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Senders } from '../alipay/sender.ts'
import { type DeclaredFunction, declaredFunctions, type Environment } from '../declared/functions.ts'
import { namesOf } from '../declared/names-of-stage.ts'
import { dynamoDBApi } from '../dynamodb/dynamodb-api.ts'
import { openJournalTable } from '../dynamodb/journal-table.ts'
import { type DynamoDB, openDynamoDB } from '../dynamodb/open-dynamodb.ts'
import { openReceiptsTable } from '../dynamodb/receipts-table.ts'
import { openRefusedTable } from '../dynamodb/refused-table.ts'
import { freePort, HOST } from '../loopback/ports.ts'
import { contractsOf } from './contracts.ts'
import { lockDirectory } from './directory-lock.ts'
import { openLines, writeWhole } from './files.ts'
import { createFunctionLog, type FunctionLog } from './function-log.ts'
import { createPools, type FunctionPools } from './function-pools.ts'
import { openGateway } from './gateway.ts'
import { keepToOwner, type LocalFiles, openLocalFiles } from './local-files.ts'
import { prepareSenders } from './prepare-senders.ts'
import { openQueues, type Queues, wakeBy, watchRule } from './queues/open-queues.ts'
import { eventBridge } from './stand-ins/event-bridge.ts'
import { secretsManager } from './stand-ins/secrets-manager.ts'
import { openStandIns } from './stand-ins/server.ts'
import { sqs } from './stand-ins/sqs.ts'
import { openCheckpoint } from './stream/checkpoint.ts'
import { startStreamPoller } from './stream/stream-poller.ts'
import { streamReader } from './stream/stream-reader.ts'
import { accessVariables, checkSettings, localDefaults, readHosts, settingsIn } from './variables.ts'
import type { Watcher } from './watcher.ts'

export interface StackOptions<Backend extends LocalBackend> {
  /** Keeps everything; made where it is missing. */
  readonly dir: string
  /** 0 takes any free port. */
  readonly port: number
  /** The folder of the functions' bundles. */
  readonly bundles: string
  /** The settings, BACKEND_URL, LOCAL_HOSTS and AWS_ENDPOINT_URL_DYNAMODB; nothing else of it is read. */
  readonly env: Environment
  /** Takes a line about what went wrong behind the answers. */
  report(line: string): void
  /** Makes what sees each call; it is called before anything is started. */
  watch?(files: LocalFiles): Watcher
  /** Starts what acts on commands where BACKEND_URL names no backend. */
  startBackend(options: BackendOptions): Promise<Backend>
}

/** A partner's system that runs beside the stack. */
export interface LocalBackend {
  readonly url: string
  close(): Promise<void>
}

export interface BackendOptions {
  /** The URL of the stack's DynamoDB. */
  readonly dynamoDB: string
  /** The folder of the secrets. */
  readonly secrets: string
  /** Takes a line about what went wrong. */
  report(line: string): void
}

export interface LocalStack<Backend = LocalBackend> {
  readonly url: string
  readonly senders: Senders
  /** What was started to act on commands; none where BACKEND_URL names the user's own. */
  readonly backend: Backend | undefined
  readonly files: LocalFiles
  /** Resolves when the embedded DynamoDB has ended, also by itself: the stack cannot go on. */
  readonly broken: Promise<unknown>
  /** Ends the function's environments in the middle of what they do, as Lambda may. */
  kill(functionName: string): Promise<void>
  /** Takes no more requests, lets what runs end, and leaves no process behind. */
  stop(): Promise<void>
}

/** Starts everything that stands around the functions on AWS; the port opens last. Throws a problem. */
export async function startLocal<Backend extends LocalBackend>(
  options: StackOptions<Backend>,
): Promise<LocalStack<Backend>> {
  checkSettings(options.env)
  const files = openLocalFiles(options.dir)
  const started: (() => unknown)[] = []
  const stop = async () => {
    for (let stopLast = started.pop(); stopLast; stopLast = started.pop()) await stopLast()
  }
  try {
    started.push(await lockDirectory(files.dir))
    keepToOwner(files)
    return { ...(await start(options, files, started)), files, stop }
  } catch (cause) {
    await stop()
    throw cause
  }
}

/** Pushes what stops each part as soon as that part has started. */
async function start<Backend extends LocalBackend>(
  { port, bundles, env, report, watch, startBackend }: StackOptions<Backend>,
  files: LocalFiles,
  started: (() => unknown)[],
) {
  const hosts = readHosts(env)
  const ownPort = await freePort(port)
  const watcher = watch?.(files) ?? {}
  const log = createFunctionLog(openLines(files.log), report, watcher)
  const queues = openQueues(files)
  const announce = watchRule(queues)
  const standIns = await openStandIns([
    ...secretsManager(files.secrets, watcher.secretRead),
    ...eventBridge(openLines(files.events), (event) => {
      announce(event)
      watcher.published?.(event)
    }),
    ...sqs(Object.values(queues)),
  ])
  started.push(standIns.close)
  const dynamoDB = await openDynamoDB(env.AWS_ENDPOINT_URL_DYNAMODB, files.table)
  started.push(dynamoDB.stop)
  const call = dynamoDBApi(dynamoDB.url)
  await openJournalTable(call, namesOf('local').JOURNAL_TABLE)
  await openRefusedTable(call, namesOf('local').REFUSED_TABLE)
  const reportBackend = (line: string) => log.fail('demo-backend', line)
  const backendOptions = { dynamoDB: dynamoDB.url, secrets: files.secrets, report: reportBackend }
  const backend = env.BACKEND_URL ? undefined : await startBackend(backendOptions)
  if (backend) started.push(backend.close)

  const settings = { ...localDefaults, ...env }
  const functions = declaredFunctions({ ...settings, ...(backend && { BACKEND_URL: backend.url }) })
  const routes = functions.flatMap((declared) => declared.routes)
  const senders = await prepareSenders(files, contractsOf(routes), `http://${HOST}:${ownPort}`)
  const endpoints = { dynamoDB: dynamoDB.url, standIns: standIns.url }
  writeWhole(
    files.environment,
    JSON.stringify({ ...settingsIn(settings), ...namesOf('local'), ...accessVariables(endpoints) }),
  )
  started.push(() => rmSync(files.environment, { force: true }))
  const pools = createPools({
    functions,
    bundles,
    endpoints,
    log,
    ...(watcher.ran && { onRun: watcher.ran }),
  })
  started.push(pools.close)
  started.push(await startDelivery(dynamoDB, files, pools, log))
  started.push(startAsking(queues, functions, pools, log))
  const gateway = await openGateway({
    port: ownPort,
    routes,
    hosts,
    invoke: pools.invoke,
    report: (line) => log.fail('gateway', line, true),
    ...(watcher.answered && { onAnswered: watcher.answered }),
  })
  started.push(gateway.close)
  return { url: gateway.url, senders, backend, broken: dynamoDB.ended, kill: pools.kill }
}

/** What runs behind the answers and has not ended by then is ended, and begins again at the next start. */
const ENDING_MS = 5_000

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
  return () => inTime(poller.stop())
}

/** Returns what stops it. */
function startAsking(
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
