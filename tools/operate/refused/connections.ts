import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { dynamoDBInbox, dynamoDBReceipts } from '../../../lib/adapters/dynamodb-inbox.ts'
import { createHeldKeys } from '../../../lib/keys/held-keys.ts'
import type { Inbox, ReceiptReader } from '../../../lib/notifications/inbox.ts'
import type { ReceiveParts } from '../../../lib/notifications/receive.ts'
import { platforms } from '../../../lib/platforms/platforms.ts'
import { type Checked, passed } from '../../../lib/protocol/checked.ts'
import type { KeyRing } from '../../../lib/protocol/keys.ts'
import type { PlatformName } from '../../../lib/protocol/platform.ts'
import type { PublicPaths } from '../../../lib/protocol/request.ts'
import { readSettings } from '../../../lib/settings/settings.ts'
import { unhurried } from '../deployment.ts'
import { secretsOfStage } from '../secrets-of-stage.ts'
import type { RefusedTable } from './kept-refusals.ts'

/** What a command works with that says what the receiver makes of kept refusals. */
export interface Judging {
  readonly publicPaths: PublicPaths
  readonly maxAgeMs: number
  /** The name of the deployment, `local` for the local stack: its secrets are named by it. */
  readonly stage: string
}

/** What a command that accepts them works with beside that. */
export interface Receiving extends Pick<ReceiveParts, 'retentionMs' | 'maxSkewMs'> {
  /** The keys that the platform's secret has now, read as a function reads it, once for each run. */
  ringOf(platform: PlatformName): Promise<KeyRing>
  readonly inbox: Inbox
  readonly receipts: ReceiptReader
}

/** Opens the table in the deployment that was entered; refused with one line where the setting is missing. */
export function openRefused(): Checked<RefusedTable, string> {
  const settings = readSettings(['REFUSED_TABLE'])
  if (!settings.ok) return settings
  return passed({ client: new DynamoDBClient(unhurried()), table: settings.value.REFUSED_TABLE })
}

/** The same with the settings of this environment. */
export function openJudging(): Checked<RefusedTable & Judging, string> {
  const table = openRefused()
  if (!table.ok) return table
  const settings = readSettings(['PUBLIC_PATHS', 'PUBLIC_PATH_PREFIX', 'MAX_AGE_HOURS'])
  if (!settings.ok) return settings
  const { PUBLIC_PATHS, PUBLIC_PATH_PREFIX, MAX_AGE_HOURS } = settings.value
  return passed({
    ...table.value,
    publicPaths: { paths: PUBLIC_PATHS, prefix: PUBLIC_PATH_PREFIX },
    maxAgeMs: MAX_AGE_HOURS,
    stage: process.env.STAGE ?? '',
  })
}

/** The same with what receives. */
export function openReceiving(): Checked<RefusedTable & Judging & Receiving, string> {
  const judging = openJudging()
  if (!judging.ok) return judging
  const { client, stage } = judging.value
  const settings = readSettings(['RECEIPTS_TABLE', 'RETENTION_DAYS', 'MAX_AGE_HOURS', 'MAX_SKEW_MINUTES'])
  if (!settings.ok) return settings
  const { RECEIPTS_TABLE, RETENTION_DAYS, MAX_SKEW_MINUTES } = settings.value
  return passed({
    ...judging.value,
    ringOf: onceEach((platform) => readRing(stage, platform)),
    inbox: dynamoDBInbox(client, RECEIPTS_TABLE),
    receipts: dynamoDBReceipts(client, RECEIPTS_TABLE),
    retentionMs: RETENTION_DAYS,
    maxSkewMs: MAX_SKEW_MINUTES,
  })
}

function onceEach<Value>(read: (platform: PlatformName) => Promise<Value>) {
  const started = new Map<PlatformName, Promise<Value>>()
  return (platform: PlatformName): Promise<Value> => {
    const value = started.get(platform) ?? read(platform)
    started.set(platform, value)
    return value
  }
}

async function readRing(stage: string, platform: PlatformName): Promise<KeyRing> {
  const held = createHeldKeys(platforms[platform], () => undefined)
  for (const { texts } of await secretsOfStage(stage, [platform])) held.take(texts)
  return held.ring()
}
