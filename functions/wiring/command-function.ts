import { randomUUID } from 'node:crypto'
import { createJournalClient } from '../../lib/adapters/dynamodb.ts'
import { dynamoDBJournal, warmUpJournal } from '../../lib/adapters/dynamodb-journal.ts'
import { dynamoDBRefused } from '../../lib/adapters/dynamodb-refused.ts'
import { forwardToBackend } from '../../lib/adapters/http-backend.ts'
import type { CommandApi } from '../../lib/commands/command-api.ts'
import { commandHandler } from '../../lib/edge/command-handler.ts'
import { createObserver } from '../../lib/edge/observer.ts'
import { unavailableHandler } from '../../lib/edge/wrong-settings.ts'
import type { Platform } from '../../lib/protocol/platform.ts'
import { createRefusedKeeper } from '../../lib/refused/refused-keeper.ts'
import { awsAccess, readSettings } from '../../lib/settings/settings.ts'
import { systemTiming } from '../../lib/time/timing.ts'
import { openKeyStore } from './key-store.ts'

/** Joins the parts of a platform's command function. */
export function commandFunction(platform: Platform, apis: readonly CommandApi[]) {
  const observer = createObserver()
  const settings = readSettings([
    'JOURNAL_TABLE',
    'REFUSED_TABLE',
    'SECRET_NAME',
    'KEEP_REFUSED_HOURS',
    'JOURNAL_RETENTION_DAYS',
    'BACKEND_URL',
    'MAX_AGE_HOURS',
    'MAX_SKEW_MINUTES',
    'PUBLIC_PATHS',
    'PUBLIC_PATH_PREFIX',
  ])
  if (!settings.ok) {
    const parts = { platform, contract: 'command', clock: systemTiming.clock, observer } as const
    return unavailableHandler(settings.refusal, parts)
  }

  const { JOURNAL_TABLE, SECRET_NAME, BACKEND_URL } = settings.value
  const keys = openKeyStore(platform, SECRET_NAME, observer)
  const dynamoDB = createJournalClient(awsAccess())
  void warmUpJournal(dynamoDB, JOURNAL_TABLE)
  return commandHandler({
    platform,
    apis,
    keys,
    journal: dynamoDBJournal(dynamoDB, JOURNAL_TABLE, systemTiming),
    backend: forwardToBackend(BACKEND_URL, systemTiming.clock),
    retentionMs: settings.value.JOURNAL_RETENTION_DAYS,
    maxAgeMs: settings.value.MAX_AGE_HOURS,
    maxSkewMs: settings.value.MAX_SKEW_MINUTES,
    refused: createRefusedKeeper({
      store: dynamoDBRefused(dynamoDB, settings.value.REFUSED_TABLE),
      keepMs: settings.value.KEEP_REFUSED_HOURS,
      timeout: systemTiming.timeout,
    }),
    publicPaths: { paths: settings.value.PUBLIC_PATHS, prefix: settings.value.PUBLIC_PATH_PREFIX },
    newOwner: randomUUID,
    ...systemTiming,
    observer,
  })
}
