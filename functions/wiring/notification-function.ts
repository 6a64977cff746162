import { randomUUID } from 'node:crypto'
import { createDynamoDBClient } from '../../lib/adapters/dynamodb.ts'
import { dynamoDBInbox, warmUp } from '../../lib/adapters/dynamodb-inbox.ts'
import { dynamoDBRefused } from '../../lib/adapters/dynamodb-refused.ts'
import { notificationHandler } from '../../lib/edge/notification-handler.ts'
import { createObserver } from '../../lib/edge/observer.ts'
import { unavailableHandler } from '../../lib/edge/wrong-settings.ts'
import type { NotificationApi } from '../../lib/notifications/notification-api.ts'
import type { Platform } from '../../lib/protocol/platform.ts'
import { createRefusedKeeper } from '../../lib/refused/refused-keeper.ts'
import { awsAccess, readSettings } from '../../lib/settings/settings.ts'
import { systemTiming } from '../../lib/time/timing.ts'
import { openKeyStore } from './key-store.ts'

/** Joins the parts of a platform's notification function. */
export function notificationFunction(platform: Platform, apis: readonly NotificationApi[]) {
  const observer = createObserver()
  const settings = readSettings([
    'RECEIPTS_TABLE',
    'REFUSED_TABLE',
    'SECRET_NAME',
    'KEEP_REFUSED_HOURS',
    'RETENTION_DAYS',
    'MAX_AGE_HOURS',
    'MAX_SKEW_MINUTES',
    'PUBLIC_PATHS',
    'PUBLIC_PATH_PREFIX',
  ])
  if (!settings.ok) {
    const parts = { platform, contract: 'notification', clock: systemTiming.clock, observer } as const
    return unavailableHandler(settings.refusal, parts)
  }

  const { RECEIPTS_TABLE, SECRET_NAME, RETENTION_DAYS, MAX_AGE_HOURS, MAX_SKEW_MINUTES } = settings.value
  const keys = openKeyStore(platform, SECRET_NAME, observer)
  const dynamoDB = createDynamoDBClient(awsAccess())
  void warmUp(dynamoDB, RECEIPTS_TABLE)
  return notificationHandler({
    platform,
    apis,
    keys,
    inbox: dynamoDBInbox(dynamoDB, RECEIPTS_TABLE),
    retentionMs: RETENTION_DAYS,
    maxAgeMs: MAX_AGE_HOURS,
    maxSkewMs: MAX_SKEW_MINUTES,
    refused: createRefusedKeeper({
      store: dynamoDBRefused(dynamoDB, settings.value.REFUSED_TABLE),
      keepMs: settings.value.KEEP_REFUSED_HOURS,
      timeout: systemTiming.timeout,
    }),
    publicPaths: { paths: settings.value.PUBLIC_PATHS, prefix: settings.value.PUBLIC_PATH_PREFIX },
    newReceiptId: randomUUID,
    clock: systemTiming.clock,
    observer,
  })
}
