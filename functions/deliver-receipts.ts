import { createDynamoDBClient } from '../lib/adapters/dynamodb.ts'
import { dynamoDBReceipts } from '../lib/adapters/dynamodb-inbox.ts'
import { dynamoDBLog } from '../lib/adapters/dynamodb-log.ts'
import { createEventBridgeClient, eventBridgeBus } from '../lib/adapters/eventbridge-bus.ts'
import { sqsDeadLetters } from '../lib/adapters/sqs-dead-letters.ts'
import { createSQSClient } from '../lib/adapters/sqs-queue.ts'
import { sqsWakeUps } from '../lib/adapters/sqs-wake-ups.ts'
import { deliveryHandler } from '../lib/edge/delivery-handler.ts'
import { createObserver } from '../lib/edge/observer.ts'
import { failingHandler } from '../lib/edge/wrong-settings.ts'
import { announcer } from '../lib/inquiries/announce.ts'
import { inquiryFor, reportsOf } from '../lib/platforms/reports.ts'
import { awsAccess, readSettings, type Settings } from '../lib/settings/settings.ts'
import { systemTiming } from '../lib/time/timing.ts'

const observer = createObserver()
const names = ['RECEIPTS_TABLE', 'EVENT_BUS', 'DEAD_LETTERS', 'WATCHES'] as const
const settings = readSettings(names)

export const handler = settings.ok ? deliver(settings.value) : failingHandler(settings.refusal, observer)

function deliver({ RECEIPTS_TABLE, EVENT_BUS, DEAD_LETTERS, WATCHES }: Settings<(typeof names)[number]>) {
  const access = awsAccess()
  const dynamoDB = createDynamoDBClient(access)
  const sqs = createSQSClient(access)
  return deliveryHandler(
    {
      apisOf: reportsOf,
      receipts: dynamoDBReceipts(dynamoDB, RECEIPTS_TABLE),
      log: dynamoDBLog(dynamoDB, RECEIPTS_TABLE),
      bus: eventBridgeBus(createEventBridgeClient(access), EVENT_BUS),
      deadLetters: sqsDeadLetters(sqs, DEAD_LETTERS),
      announce: announcer(inquiryFor, sqsWakeUps(sqs, WATCHES)),
      clock: systemTiming.clock,
    },
    observer,
  )
}
