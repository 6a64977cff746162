import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, vi } from 'vitest'
import { logGroupOf } from '../../tools/declared/names-of-stage.ts'
import { startDemoBackend } from '../../tools/demo-backend/start.ts'
import { type LocalSource, openLocalSource } from '../../tools/inspect/local/source.ts'
import { openInspector } from '../../tools/inspect/server.ts'
import { followedLogs, openSource } from '../../tools/inspect/stage/inspect.ts'
import type { CallDetail, CallRow, HistoryEntry } from '../../tools/inspect/view.ts'
import { startLocal } from '../../tools/local/stack.ts'
import { openDoctor } from '../../tools/watch/open-watch.ts'
import { startCloudWatchLogs } from '../support/stack/cloudwatch-logs.ts'
import { startFaultProxy } from '../support/stack/fault-proxy.ts'
import { sendersOf } from '../support/stack/senders-of.ts'

const STAGE = 'local'
const PATIENCE = { timeout: 20_000, interval: 50 }

/**
 * A stack on this machine that is looked at twice: as the machine sees it, and as a stage is seen, by the lines that its
 * functions printed and by its tables, with the code of the verb.
 */
export async function startStaged() {
  const env = { KEEP_REFUSED_HOURS: '1' }
  const dir = mkdtempSync(join(tmpdir(), 'alipay-receiver-'))
  afterAll(() => rmSync(dir, { recursive: true, force: true }))
  const sources: LocalSource[] = []
  const stack = await startLocal({
    dir,
    port: 0,
    bundles: join(import.meta.dirname, '../../dist'),
    env,
    report: () => undefined,
    watch(files) {
      const doctor = openDoctor(files, env, () => undefined)
      afterAll(doctor.close)
      const source = openLocalSource(files, { doctor })
      sources.push(source)
      return source.watcher
    },
    startBackend: startDemoBackend,
  })
  afterAll(stack.stop)
  const [local] = sources
  if (!local) throw new Error('the stack opened no source')
  afterAll(local.close)

  const variables: Record<string, string> = JSON.parse(readFileSync(stack.files.environment, 'utf8'))
  const fronts = await Promise.all(
    ['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL_SECRETS_MANAGER'].map(async (name) => {
      const front = await startFaultProxy(() => variables[name] ?? '')
      afterAll(front.close)
      return { name, front }
    }),
  )
  const [dynamoDB, services] = fronts.map(({ front }) => front)
  if (!dynamoDB || !services) throw new Error('no front')
  const logs = await startCloudWatchLogs(
    followedLogs(STAGE).map(({ name }) => name),
    50,
  )
  afterAll(() => logs[Symbol.asyncDispose]())

  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  for (const { name, front } of fronts) vi.stubEnv(name, front.url)
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDWATCH_LOGS', logs.url)
  const reports: string[] = []
  const report = (line: string) => void reports.push(line)
  const source = await openSource(STAGE, 0, report)
  afterAll(source.close)
  const page = { html: '', csp: "default-src 'none'" }
  const inspector = await openInspector({ source, page, port: 0, report })
  afterAll(inspector.close)

  let handed = 0
  /** Hands what the functions printed since to the log groups. */
  function handOver(): void {
    const lines = readFileSync(stack.files.log, 'utf8').trimEnd().split('\n')
    for (const message of lines.slice(handed)) {
      const eventId = String(handed++)
      const { platform, contract, timestamp } = JSON.parse(message)
      if (contract === undefined) continue
      const group = logGroupOf(STAGE, `${platform}-${contract}s`)
      logs.log(group, { eventId, timestamp: Date.parse(timestamp), message })
    }
  }

  const textOf = async (path: string) => (await fetch(`${inspector.url}api/${path}`)).text()
  const rows = async (): Promise<readonly CallRow[]> => JSON.parse(await textOf('calls'))

  return {
    ...stack,
    ...sendersOf(stack.senders),
    local,
    dynamoDB,
    services,
    logs,
    reports,
    textOf,
    rows,
    detail: async (id: string): Promise<CallDetail> => JSON.parse(await textOf(`calls/${id}?whole`)),
    history: async (subject: string): Promise<readonly HistoryEntry[]> =>
      JSON.parse(await textOf(`history?subject=${encodeURIComponent(subject)}`)),

    /** Resolves once both have seen so many calls in all. */
    async seen(count: number): Promise<void> {
      await vi.waitUntil(async () => (await local.rows()).length >= count, PATIENCE)
      await vi.waitUntil(async () => {
        handOver()
        return (await rows()).length >= count
      }, PATIENCE)
    },
  }
}
