import { createDynamoDBClient } from '../lib/adapters/dynamodb.ts'
import { dynamoDBReceipts } from '../lib/adapters/dynamodb-inbox.ts'
import { dynamoDBLog } from '../lib/adapters/dynamodb-log.ts'
import { createEventBridgeClient, eventBridgeBus } from '../lib/adapters/eventbridge-bus.ts'
import { sqsDeadLetters } from '../lib/adapters/sqs-dead-letters.ts'
import { createSQSClient } from '../lib/adapters/sqs-queue.ts'
import { deliveryHandler } from '../lib/edge/delivery-handler.ts'
import { createObserver } from '../lib/edge/observer.ts'
import { failingHandler } from '../lib/edge/wrong-settings.ts'
import { reportsOf } from '../lib/platforms/reports.ts'
import { awsAccess, readSettings, type Settings } from '../lib/settings/settings.ts'
import { systemTiming } from '../lib/time/timing.ts'

const observer = createObserver()
const settings = readSettings(['RECEIPTS_TABLE', 'EVENT_BUS', 'DEAD_LETTERS'])

export const handler = settings.ok ? deliver(settings.value) : failingHandler(settings.refusal, observer)

function deliver({
  RECEIPTS_TABLE,
  EVENT_BUS,
  DEAD_LETTERS,
}: Settings<'RECEIPTS_TABLE' | 'EVENT_BUS' | 'DEAD_LETTERS'>) {
  const access = awsAccess()
  const dynamoDB = createDynamoDBClient(access)
  return deliveryHandler(
    {
      apisOf: reportsOf,
      receipts: dynamoDBReceipts(dynamoDB, RECEIPTS_TABLE),
      log: dynamoDBLog(dynamoDB, RECEIPTS_TABLE),
      bus: eventBridgeBus(createEventBridgeClient(access), EVENT_BUS),
      deadLetters: sqsDeadLetters(createSQSClient(access), DEAD_LETTERS),
      clock: systemTiming.clock,
    },
    observer,
  )
}
