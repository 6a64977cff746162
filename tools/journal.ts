import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { readSettings } from '../lib/settings/settings.ts'
import { type Asked, readArguments, usage } from './journal/arguments.ts'
import { listOpen } from './journal/list-open.ts'
import { show } from './journal/show.ts'
import { enterPlace, unhurried } from './receipts/place.ts'

const asked = readArguments(process.argv.slice(2))
if (!asked.ok) fail(`${asked.refusal}\n\n${usage}`)
const entered = enterPlace(asked.value.place)
if (!entered.ok) fail(entered.refusal)
try {
  process.exitCode = (await run(asked.value)) > 0 ? 1 : 0
} catch (cause) {
  fail(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause))
}

/** The number of failures. */
async function run({ task }: Asked): Promise<number> {
  const settings = readSettings(['JOURNAL_TABLE'])
  if (!settings.ok) fail(settings.refusal)
  const client = new DynamoDBClient(unhurried())
  const table = settings.value.JOURNAL_TABLE
  return task.command === 'show' ? show(client, table, task.key) : listOpen(client, table, task.since)
}

function fail(line: string): never {
  console.error(line)
  process.exit(1)
}
