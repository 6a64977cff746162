import { randomUUID } from 'node:crypto'
import { createDynamoDBClient } from '../lib/adapters/dynamodb.ts'
import { dynamoDBInbox } from '../lib/adapters/dynamodb-inbox.ts'
import { dynamoDBLog } from '../lib/adapters/dynamodb-log.ts'
import { dynamoDBVersioned } from '../lib/adapters/dynamodb-versioned.ts'
import { httpsGateway } from '../lib/adapters/https-gateway.ts'
import { createSQSClient } from '../lib/adapters/sqs-queue.ts'
import { sqsRefusedWatches } from '../lib/adapters/sqs-refused-watches.ts'
import { sqsWakeUps } from '../lib/adapters/sqs-wake-ups.ts'
import { inquiryHandler } from '../lib/edge/inquiry-handler.ts'
import { createObserver } from '../lib/edge/observer.ts'
import { signedCall } from '../lib/edge/signed-call.ts'
import { failingHandler } from '../lib/edge/wrong-settings.ts'
import { awsAccess, readSettings, type Settings } from '../lib/settings/settings.ts'
import { systemTiming } from '../lib/time/timing.ts'
import { askedPlatforms } from './wiring/asked-platforms.ts'

const names = [
  'RECEIPTS_TABLE',
  'RETENTION_DAYS',
  'MAX_SKEW_MINUTES',
  'WATCHES',
  'WATCHES_DEAD_LETTERS',
  'SECRETS',
  'ASKS_PER_SECOND',
] as const
const observer = createObserver()
const settings = readSettings(names)

export const handler = settings.ok ? ask(settings.value) : failingHandler(settings.refusal, observer)

function ask({
  RECEIPTS_TABLE,
  WATCHES,
  WATCHES_DEAD_LETTERS,
  SECRETS,
  ...limits
}: Settings<(typeof names)[number]>) {
  const access = awsAccess()
  const dynamoDB = createDynamoDBClient(access)
  const sqs = createSQSClient(access)
  return inquiryHandler(
    {
      platformOf: askedPlatforms(SECRETS, observer),
      log: dynamoDBLog(dynamoDB, RECEIPTS_TABLE),
      inbox: dynamoDBInbox(dynamoDB, RECEIPTS_TABLE),
      watches: dynamoDBVersioned(dynamoDB, RECEIPTS_TABLE, 'watch', randomUUID),
      turns: dynamoDBVersioned(dynamoDB, RECEIPTS_TABLE, 'turns', randomUUID),
      wakeUps: sqsWakeUps(sqs, WATCHES),
      refused: sqsRefusedWatches(sqs, WATCHES_DEAD_LETTERS),
      call: signedCall(httpsGateway(systemTiming.timeout)),
      clock: systemTiming.clock,
      newReceiptId: randomUUID,
      retentionMs: limits.RETENTION_DAYS,
      maxSkewMs: limits.MAX_SKEW_MINUTES,
      asksPerSecond: limits.ASKS_PER_SECOND,
    },
    observer,
  )
}
