import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SQSClient } from '@aws-sdk/client-sqs'
import { dynamoDBReceipts } from '../../../lib/adapters/dynamodb-inbox.ts'
import { dynamoDBLog } from '../../../lib/adapters/dynamodb-log.ts'
import { sqsWakeUps } from '../../../lib/adapters/sqs-wake-ups.ts'
import type { WakeUps } from '../../../lib/inquiries/ports.ts'
import type { ReceiptReader } from '../../../lib/notifications/inbox.ts'
import type { SubjectLog } from '../../../lib/notifications/subject-log.ts'
import { type Checked, passed } from '../../../lib/protocol/checked.ts'
import type { PlatformName } from '../../../lib/protocol/platform.ts'
import { readSettings } from '../../../lib/settings/settings.ts'
import { problem } from '../../terminal/problem.ts'
import { unhurried } from '../deployment.ts'

/** What announcing works with. */
export interface Connections {
  readonly dynamoDB: DynamoDBClient
  readonly table: string
  readonly receipts: ReceiptReader
  readonly log: SubjectLog
  readonly wakeUps: WakeUps
  /** The deployment's name, `local` for the local stack. */
  readonly stage: string
}

/** Opens them in the deployment that was entered; refused with one line where a setting is missing. */
export function openConnections(): Checked<Connections, string> {
  const settings = readSettings(['RECEIPTS_TABLE', 'WATCHES'])
  if (!settings.ok) return settings
  const { RECEIPTS_TABLE: table, WATCHES } = settings.value
  const dynamoDB = new DynamoDBClient(unhurried())
  return passed({
    dynamoDB,
    table,
    receipts: dynamoDBReceipts(dynamoDB, table),
    log: dynamoDBLog(dynamoDB, table),
    wakeUps: sqsWakeUps(new SQSClient(unhurried()), WATCHES),
    stage: process.env.STAGE ?? '',
  })
}

/** The one client that the local stack made for the platform. Throws a problem for another deployment, or where it has none. */
export function localClientOf(platform: PlatformName, stage: string): string {
  if (stage !== 'local') throw problem('say --client <Client-Id> too')
  const file = join(process.env.LOCAL_DIR || '.local', 'senders.json')
  try {
    return JSON.parse(readFileSync(file, 'utf8'))[platform].clientId
  } catch {
    throw problem(`${file} has no client of ${platform}: say --client <Client-Id> too`)
  }
}
