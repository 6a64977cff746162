import { rmSync } from 'node:fs'
import { type AlipayGateway, openAlipayGateway } from '../alipay/gateway/gateway.ts'
import { readSenders } from '../alipay/read-senders.ts'
import type { Senders } from '../alipay/sender.ts'
import { declaredFunctions, type Environment } from '../declared/functions.ts'
import { namesOf } from '../declared/names-of-stage.ts'
import { dynamoDBApi } from '../dynamodb/dynamodb-api.ts'
import { openJournalTable } from '../dynamodb/journal-table.ts'
import { openDynamoDB } from '../dynamodb/open-dynamodb.ts'
import { openRefusedTable } from '../dynamodb/refused-table.ts'
import { freePort, HOST } from '../loopback/ports.ts'
import { contractsOf } from './contracts.ts'
import { lockDirectory } from './directory-lock.ts'
import { startAsking, startDelivery } from './event-sources.ts'
import { openLines, writeWhole } from './files.ts'
import { createFunctionLog } from './function-log.ts'
import { createPools } from './function-pools.ts'
import { openGateway } from './gateway.ts'
import { keepToOwner, type LocalFiles, openLocalFiles } from './local-files.ts'
import { prepareSenders } from './prepare-senders.ts'
import { openQueues, watchRule } from './queues/open-queues.ts'
import { eventBridge } from './stand-ins/event-bridge.ts'
import { secretsManager } from './stand-ins/secrets-manager.ts'
import { openStandIns } from './stand-ins/server.ts'
import { sqs } from './stand-ins/sqs.ts'
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
  /** The pretend gateway that is asked. */
  readonly alipay: AlipayGateway
  /** Puts an announcement into the queue of watches; its id. */
  announce(body: string, delaySeconds?: number): string
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
  const alipay = await openAlipayGateway(() => readSenders(files.senders))
  started.push(alipay.close)
  const url = `http://${HOST}:${ownPort}`
  const senders = await prepareSenders(files, contractsOf(routes), url, alipay.url)
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
  return {
    url: gateway.url,
    senders,
    alipay,
    announce: queues.watches.send,
    backend,
    broken: dynamoDB.ended,
    kill: pools.kill,
  }
}
