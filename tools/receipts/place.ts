import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { SQSClient } from '@aws-sdk/client-sqs'
import { clientSettings } from '../../lib/adapters/aws-access.ts'
import { dynamoDBInbox, dynamoDBReceipts } from '../../lib/adapters/dynamodb-inbox.ts'
import { dynamoDBLog } from '../../lib/adapters/dynamodb-log.ts'
import { eventBridgeBus } from '../../lib/adapters/eventbridge-bus.ts'
import { sqsDeadLetters } from '../../lib/adapters/sqs-dead-letters.ts'
import type { DeliverParts } from '../../lib/notifications/delivery.ts'
import type { Inbox } from '../../lib/notifications/inbox.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { type Checked, passed, refused } from '../../lib/protocol/checked.ts'
import { awsAccess, readSettings } from '../../lib/settings/settings.ts'
import { namesOf } from '../stage.ts'
import type { Place } from './arguments.ts'

/** Everything that a command works with, at the place that was asked for. */
export interface Workplace {
  readonly desk: DeliverParts
  readonly inbox: Inbox
  readonly dynamoDB: DynamoDBClient
  readonly table: string
  readonly sqs: SQSClient
  readonly deadLetters: string
  readonly publicPaths: readonly string[]
}

/** Refused with one line where there is no such place. */
export function openPlace(place: Place): Checked<Workplace, string> {
  const entered = enterPlace(place)
  if (!entered.ok) return entered
  const settings = readSettings(['RECEIPTS_TABLE', 'EVENT_BUS', 'DEAD_LETTERS', 'PUBLIC_PATHS'])
  if (!settings.ok) return settings
  const { RECEIPTS_TABLE: table, EVENT_BUS, DEAD_LETTERS: deadLetters, PUBLIC_PATHS } = settings.value
  const dynamoDB = new DynamoDBClient(unhurried())
  const sqs = new SQSClient(unhurried())
  const desk: DeliverParts = {
    apisOf: notificationsOf,
    receipts: dynamoDBReceipts(dynamoDB, table),
    log: dynamoDBLog(dynamoDB, table),
    bus: eventBridgeBus(new EventBridgeClient(unhurried()), EVENT_BUS),
    deadLetters: sqsDeadLetters(sqs, deadLetters),
    clock: Date.now,
  }
  return passed({
    desk,
    inbox: dynamoDBInbox(dynamoDB, table),
    dynamoDB,
    table,
    sqs,
    deadLetters,
    publicPaths: PUBLIC_PATHS,
  })
}

/** Takes the names and, locally, the endpoints into the environment; refused with one line where there is none. */
export function enterPlace(place: Place): Checked<undefined, string> {
  const environment = 'local' in place ? localEnvironment() : passed(namesOf(place.stage))
  if (!environment.ok) return environment
  Object.assign(process.env, environment.value)
  return passed(undefined)
}

/** For a client in the place that was entered: an operator may be a continent away, only Lambda has to hurry. */
export function unhurried() {
  return clientSettings(awsAccess(), 5, 30_000, 5_000)
}

function localEnvironment(): Checked<Record<string, string>, string> {
  const file = join(process.env.LOCAL_DIR || '.local', 'environment.json')
  try {
    return passed(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return refused(`${file} cannot be read: is \`npm start\` running?`)
  }
}
