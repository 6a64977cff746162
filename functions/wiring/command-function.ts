import { randomUUID } from 'node:crypto'
import { createJournalClient } from '../../lib/adapters/dynamodb.ts'
import { dynamoDBJournal, warmUpJournal } from '../../lib/adapters/dynamodb-journal.ts'
import { forwardToBackend } from '../../lib/adapters/http-backend.ts'
import type { CommandApi } from '../../lib/commands/command-api.ts'
import { systemClock } from '../../lib/edge/clock.ts'
import { commandHandler } from '../../lib/edge/command-handler.ts'
import { createObserver } from '../../lib/edge/observer.ts'
import { awsAccess, readSettings } from '../../lib/edge/settings.ts'
import { unavailableHandler } from '../../lib/edge/wrong-settings.ts'
import type { Platform } from '../../lib/protocol/platform.ts'
import { openKeyStore } from './key-store.ts'

/** Joins the parts of a platform's command function. */
export function commandFunction(platform: Platform, apis: readonly CommandApi[]) {
  const observer = createObserver()
  const settings = readSettings([
    'JOURNAL_TABLE',
    'SECRET_NAME',
    'JOURNAL_RETENTION_DAYS',
    'BACKEND_URL',
    'MAX_AGE_HOURS',
    'MAX_SKEW_MINUTES',
    'PUBLIC_PATHS',
    'PUBLIC_PATH_PREFIX',
  ])
  if (!settings.ok) {
    const contract = 'command'
    return unavailableHandler(settings.refusal, { platform, contract, clock: systemClock, observer })
  }

  const { JOURNAL_TABLE, SECRET_NAME, BACKEND_URL } = settings.value
  const keys = openKeyStore(platform, SECRET_NAME, observer)
  const dynamoDB = createJournalClient(awsAccess())
  const timeout = (ms: number) => AbortSignal.timeout(ms)
  void warmUpJournal(dynamoDB, JOURNAL_TABLE)
  return commandHandler({
    platform,
    apis,
    keys,
    journal: dynamoDBJournal(dynamoDB, JOURNAL_TABLE, { clock: systemClock, timeout }),
    backend: forwardToBackend(BACKEND_URL, systemClock),
    retentionMs: settings.value.JOURNAL_RETENTION_DAYS,
    maxAgeMs: settings.value.MAX_AGE_HOURS,
    maxSkewMs: settings.value.MAX_SKEW_MINUTES,
    publicPaths: { paths: settings.value.PUBLIC_PATHS, prefix: settings.value.PUBLIC_PATH_PREFIX },
    newOwner: randomUUID,
    clock: systemClock,
    timeout,
    observer,
  })
}
