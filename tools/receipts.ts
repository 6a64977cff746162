import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDynamoDBClient } from '../lib/adapters/dynamodb.ts'
import { dynamoDBReceipts } from '../lib/adapters/dynamodb-inbox.ts'
import { dynamoDBLog } from '../lib/adapters/dynamodb-log.ts'
import { createEventBridgeClient, eventBridgeBus } from '../lib/adapters/eventbridge-bus.ts'
import { createSQSClient, sqsDeadLetters } from '../lib/adapters/sqs-dead-letters.ts'
import { awsAccess, readSettings } from '../lib/edge/settings.ts'
import { type DeliveryDesk, deliver } from '../lib/notifications/deliver.ts'
import type { ReceiptKey } from '../lib/notifications/receipt.ts'
import { notificationsOf } from '../lib/platforms/notifications.ts'
import { type Redelivery, readArguments, usage } from './receipts/arguments.ts'
import { receiptsBetween, receiptsOfSubject } from './receipts/find-receipts.ts'
import { namesOf } from './stage.ts'

const PAGE = 100

const asked = readArguments(process.argv.slice(2), Date.now())
if (asked.ok) await redeliver(asked.value)
else fail(`${asked.refusal}\n\n${usage}`)

async function redeliver({ place, which }: Redelivery): Promise<void> {
  Object.assign(process.env, 'local' in place ? localEnvironment() : namesOf(place.stage))
  const settings = readSettings(['RECEIPTS_TABLE', 'EVENT_BUS', 'DEAD_LETTERS'])
  if (!settings.ok) return fail(settings.refusal)
  const { RECEIPTS_TABLE: table, EVENT_BUS, DEAD_LETTERS } = settings.value
  const access = awsAccess()
  const client = createDynamoDBClient(access)
  const desk: DeliveryDesk = {
    apisOf: notificationsOf,
    receipts: dynamoDBReceipts(client, table),
    log: dynamoDBLog(client, table),
    bus: eventBridgeBus(createEventBridgeClient(access), EVENT_BUS),
    deadLetters: sqsDeadLetters(createSQSClient(access), DEAD_LETTERS),
  }
  const found =
    'subjectKey' in which
      ? receiptsOfSubject(client, table, which.subjectKey)
      : receiptsBetween(client, table, which.since, which.until)
  let page: ReceiptKey[] = []
  let failures = 0
  let total = 0
  for await (const key of found) {
    total++
    page.push(key)
    if (page.length === PAGE) {
      failures += await deliverPage(page, desk)
      page = []
    }
  }
  failures += await deliverPage(page, desk)
  console.log(`${total} receipts, ${total - failures} published, ${failures} not`)
  if (failures > 0) process.exitCode = 1
}

/** Prints what became of each receipt; the number of those that were not published. */
async function deliverPage(page: readonly ReceiptKey[], desk: DeliveryDesk): Promise<number> {
  const deliveries = await deliver(page, desk)
  for (const { key, outcome, reason } of deliveries) {
    console.log(`${outcome}  ${key.subjectKey}  ${key.receiptKey}${reason ? `  (${reason})` : ''}`)
  }
  return deliveries.filter(({ outcome }) => outcome !== 'published').length
}

function localEnvironment(): Record<string, string> {
  const file = join(process.env.LOCAL_DIR ?? '.local', 'environment.json')
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return fail(`${file} cannot be read: is \`npm start\` running?`)
  }
}

function fail(line: string): never {
  console.error(line)
  process.exit(1)
}
