import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, vi } from 'vitest'
import type { Environment } from '../../../tools/declared/functions.ts'
import { startDemoBackend } from '../../../tools/demo-backend/start.ts'
import { localAccess } from '../../../tools/dynamodb/local-access.ts'
import { writeWhole } from '../../../tools/local/files.ts'
import { startLocal } from '../../../tools/local/stack.ts'
import { type BusEvent, eventIdOf, readEvents } from './bus-events.ts'
import { readDemoLedger } from './demo-ledger.ts'
import { type HeldReceipt, readReceipts } from './held-receipts.ts'
import { sendersOf } from './senders-of.ts'

const bundles = join(import.meta.dirname, '../../../dist')
const EVENTS_MS = 10_000

/** The whole product on this machine for the tests of one file, gone when they have run. */
export async function startStack(env: Environment = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'alipay-receiver-'))
  const start = (port: number) =>
    startLocal({ dir, port, bundles, env, report: () => undefined, startBackend: startDemoBackend })
  let running = await start(0)
  afterAll(async () => {
    await running.stop()
    rmSync(dir, { recursive: true, force: true })
  })
  const { files, senders, url } = running

  async function receipts(): Promise<readonly HeldReceipt[]> {
    const { AWS_ENDPOINT_URL_DYNAMODB: endpoint, RECEIPTS_TABLE } = JSON.parse(
      readFileSync(files.environment, 'utf8'),
    )
    const client = new DynamoDBClient({ endpoint, region: localAccess.region, credentials: localAccess })
    try {
      return await readReceipts(client, RECEIPTS_TABLE)
    } finally {
      client.destroy()
    }
  }

  return {
    files,
    receipts,

    ...sendersOf(senders),

    /** What the demo backend has on its accounts. */
    ledger: () => readDemoLedger(files.environment),

    /** What the work came to, and the receipts that it left. */
    async leaving<Value>(work: () => Promise<Value>) {
      const before = new Set((await receipts()).map(eventIdOf))
      const value = await work()
      return { value, left: (await receipts()).filter((receipt) => !before.has(eventIdOf(receipt))) }
    },

    /** The events of the receipts in the order in which they came out, once each has one. */
    async eventsOf(held: readonly HeldReceipt[]): Promise<readonly BusEvent[]> {
      const ids = new Set(held.map(eventIdOf))
      const theirs = () => readEvents(files.events).filter(({ detail }) => ids.has(detail.id))
      const areOut = () => new Set(theirs().map(({ detail }) => detail.id)).size === ids.size
      await vi.waitUntil(areOut, { timeout: EVENTS_MS, interval: 20 })
      return theirs()
    },

    events: () => readEvents(files.events),

    /** The pretend gateway that runs now. */
    alipay: () => running.alipay,

    /** Puts an announcement into the queue of watches, to be read at once unless it is said. */
    announce: (announcement: unknown, delaySeconds = 0) =>
      running.announce(
        typeof announcement === 'string' ? announcement : JSON.stringify(announcement),
        delaySeconds,
      ),

    /** Ends the function's environments in the middle of what they do. */
    kill: (functionName: string) => running.kill(functionName),

    /** What the functions printed. */
    log: () => readFileSync(files.log, 'utf8'),

    /** Environments that hold keys see it when they refresh. */
    putSecret: (platform: string, text: string) => writeWhole(join(files.secrets, `${platform}.json`), text),

    /** Starts again at the same port, with new environments. */
    async restart(meanwhile: () => void = () => undefined): Promise<void> {
      await running.stop()
      meanwhile()
      running = await start(Number(new URL(url).port))
    },
  }
}
