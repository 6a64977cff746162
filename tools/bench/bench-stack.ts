import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sender } from '../alipay/sender.ts'
import { namesOf } from '../declared/names-of-stage.ts'
import { dynamoDBApi } from '../dynamodb/dynamodb-api.ts'
import { startDynoxide } from '../dynamodb/dynoxide.ts'
import { openJournalTable } from '../dynamodb/journal-table.ts'
import { openTable } from '../dynamodb/open-table.ts'
import { openReceiptsTable } from '../dynamodb/receipts-table.ts'
import { prepareSenders } from '../local/prepare-senders.ts'
import { secretsManager } from '../local/stand-ins/secrets-manager.ts'
import { openStandIns } from '../local/stand-ins/server.ts'
import type { Endpoints } from '../local/variables.ts'
import type { Contest } from './contests.ts'

export const PEER_TABLE = 'peer'
const peerTable = {
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
}

/** Both ends of a platform's keys. */
export interface Keys {
  readonly sender: Sender
  /** As Secrets Manager has it. */
  readonly secret: string
}

export interface BenchStack {
  readonly dir: string
  readonly endpoints: Endpoints
  readonly backendUrl: string
  keysOf(platform: string): Keys
  close(): Promise<void>
}

/** The tables, the keys and the backend of the contests; nobody delivers what is received. */
export async function openBenchStack(contests: readonly Contest[]): Promise<BenchStack> {
  const dir = mkdtempSync(join(tmpdir(), 'alipay-receiver-bench-'))
  const files = { senders: join(dir, 'senders.json'), secrets: join(dir, 'secrets') }
  mkdirSync(files.secrets)
  const senders = await prepareSenders(files, contests.map(contractsOf), 'http://127.0.0.1')
  const [dynamoDB, standIns, backend] = await Promise.all([
    startDynoxide(':memory:'),
    openStandIns(secretsManager(files.secrets)),
    startBackend(),
  ])
  const call = dynamoDBApi(dynamoDB.url)
  const { RECEIPTS_TABLE, JOURNAL_TABLE } = namesOf('local')
  await openReceiptsTable(call, RECEIPTS_TABLE)
  await openJournalTable(call, JOURNAL_TABLE)
  await openTable(call, PEER_TABLE, peerTable)
  return {
    dir,
    endpoints: { dynamoDB: dynamoDB.url, standIns: standIns.url },
    backendUrl: backend.url,
    keysOf(platform) {
      const sender = senders[platform]
      if (!sender) throw new Error(`${platform} has no sender`)
      return { sender, secret: readFileSync(join(files.secrets, `${platform}.json`), 'utf8') }
    },
    async close() {
      await Promise.all([backend.stop(), standIns.close(), dynamoDB.stop()])
      rmSync(dir, { recursive: true })
    },
  }
}

function contractsOf({ platform, contract }: Contest) {
  return { platform, takesNotifications: contract === 'notification', takesCommands: contract === 'command' }
}

async function startBackend() {
  const child = fork(new URL('backend.ts', import.meta.url))
  const exited = once(child, 'exit')
  const [url] = await Promise.race([once(child, 'message'), exited.then(() => [])])
  if (typeof url !== 'string') throw new Error('the backend does not start')
  return {
    url,
    async stop() {
      child.disconnect()
      await exited
    },
  }
}
