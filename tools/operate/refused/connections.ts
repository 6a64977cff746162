import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { dynamoDBInbox, dynamoDBReceipts } from '../../../lib/adapters/dynamodb-inbox.ts'
import { secretsManagerSource } from '../../../lib/adapters/secrets-manager.ts'
import { createHeldKeys } from '../../../lib/keys/held-keys.ts'
import type { Inbox, ReceiptReader } from '../../../lib/notifications/inbox.ts'
import type { ReceiveParts } from '../../../lib/notifications/receive.ts'
import { platforms } from '../../../lib/platforms/platforms.ts'
import { type Checked, passed, refused } from '../../../lib/protocol/checked.ts'
import type { KeyRing } from '../../../lib/protocol/keys.ts'
import type { PlatformName } from '../../../lib/protocol/platform.ts'
import type { PublicPaths } from '../../../lib/protocol/request.ts'
import { readSettings } from '../../../lib/settings/settings.ts'
import { unhurried } from '../deployment.ts'
import type { RefusedTable } from './kept-refusals.ts'

/** What a command that verifies kept refusals works with. */
export interface Keys {
  readonly publicPaths: PublicPaths
  /** The keys that the platform's secret has now, read as a function reads it, once for each run. */
  ringOf(platform: PlatformName): Promise<KeyRing>
}

/** What a command that accepts them works with beside that. */
export interface Receiving extends Pick<ReceiveParts, 'retentionMs' | 'maxAgeMs' | 'maxSkewMs'> {
  readonly inbox: Inbox
  readonly receipts: ReceiptReader
}

/** Opens the table in the deployment that was entered; refused with one line where the setting is missing. */
export function openRefused(): Checked<RefusedTable, string> {
  const settings = readSettings(['REFUSED_TABLE'])
  if (!settings.ok) return settings
  return passed({ client: new DynamoDBClient(unhurried()), table: settings.value.REFUSED_TABLE })
}

/** The same with the keys of the deployment, and the public paths of this environment. */
export function openWithKeys(): Checked<RefusedTable & Keys, string> {
  const table = openRefused()
  if (!table.ok) return table
  const settings = readSettings(['PUBLIC_PATHS', 'PUBLIC_PATH_PREFIX'])
  if (!settings.ok) return settings
  const { SECRETS } = process.env
  if (!SECRETS) return refused('SECRETS is not set')
  return passed({
    ...table.value,
    publicPaths: { paths: settings.value.PUBLIC_PATHS, prefix: settings.value.PUBLIC_PATH_PREFIX },
    ringOf: ringReader(SECRETS),
  })
}

/** The same with what receives. */
export function openReceiving(): Checked<RefusedTable & Keys & Receiving, string> {
  const keys = openWithKeys()
  if (!keys.ok) return keys
  const settings = readSettings(['RECEIPTS_TABLE', 'RETENTION_DAYS', 'MAX_AGE_HOURS', 'MAX_SKEW_MINUTES'])
  if (!settings.ok) return settings
  const { RECEIPTS_TABLE, RETENTION_DAYS, MAX_AGE_HOURS, MAX_SKEW_MINUTES } = settings.value
  return passed({
    ...keys.value,
    inbox: dynamoDBInbox(keys.value.client, RECEIPTS_TABLE),
    receipts: dynamoDBReceipts(keys.value.client, RECEIPTS_TABLE),
    retentionMs: RETENTION_DAYS,
    maxAgeMs: MAX_AGE_HOURS,
    maxSkewMs: MAX_SKEW_MINUTES,
  })
}

function ringReader(prefix: string): Keys['ringOf'] {
  const client = new SecretsManagerClient(unhurried())
  const rings = new Map<PlatformName, Promise<KeyRing>>()
  return (platform) => {
    const ring = rings.get(platform) ?? readRing(client, prefix, platform)
    rings.set(platform, ring)
    return ring
  }
}

async function readRing(
  client: SecretsManagerClient,
  prefix: string,
  platform: PlatformName,
): Promise<KeyRing> {
  const { signal } = new AbortController()
  const held = createHeldKeys(platforms[platform], () => undefined)
  held.take(await secretsManagerSource(client, `${prefix}${platform}`).read(signal))
  return held.ring()
}
