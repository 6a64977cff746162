import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { SQSClient } from '@aws-sdk/client-sqs'
import { dynamoDBInbox, dynamoDBReceipts } from '../../../lib/adapters/dynamodb-inbox.ts'
import { dynamoDBLog } from '../../../lib/adapters/dynamodb-log.ts'
import { eventBridgeBus } from '../../../lib/adapters/eventbridge-bus.ts'
import { sqsDeadLetters } from '../../../lib/adapters/sqs-dead-letters.ts'
import type { DeliverParts } from '../../../lib/notifications/delivery.ts'
import type { Inbox } from '../../../lib/notifications/inbox.ts'
import { reportsOf } from '../../../lib/platforms/reports.ts'
import { type Checked, passed } from '../../../lib/protocol/checked.ts'
import { readSettings } from '../../../lib/settings/settings.ts'
import { unhurried } from '../deployment.ts'

/** Everything that a command on receipts works with. */
export interface Connections {
  readonly parts: DeliverParts
  readonly inbox: Inbox
  readonly dynamoDB: DynamoDBClient
  readonly table: string
  readonly sqs: SQSClient
  readonly deadLetters: string
  readonly publicPaths: readonly string[]
}

/** Opens them in the deployment that was entered; refused with one line where a setting is missing or wrong. */
export function openConnections(): Checked<Connections, string> {
  const settings = readSettings(['RECEIPTS_TABLE', 'EVENT_BUS', 'DEAD_LETTERS', 'PUBLIC_PATHS'])
  if (!settings.ok) return settings
  const { RECEIPTS_TABLE: table, EVENT_BUS, DEAD_LETTERS: deadLetters, PUBLIC_PATHS } = settings.value
  const dynamoDB = new DynamoDBClient(unhurried())
  const sqs = new SQSClient(unhurried())
  const parts: DeliverParts = {
    apisOf: reportsOf,
    receipts: dynamoDBReceipts(dynamoDB, table),
    log: dynamoDBLog(dynamoDB, table),
    bus: eventBridgeBus(new EventBridgeClient(unhurried()), EVENT_BUS),
    deadLetters: sqsDeadLetters(sqs, deadLetters),
    clock: Date.now,
  }
  return passed({
    parts,
    inbox: dynamoDBInbox(dynamoDB, table),
    dynamoDB,
    table,
    sqs,
    deadLetters,
    publicPaths: PUBLIC_PATHS,
  })
}
