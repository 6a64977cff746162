import { type Asked, readArguments } from './receipts/arguments.ts'
import { listDeadLetters, redrive } from './receipts/dead-letters.ts'
import { erase } from './receipts/erase.ts'
import { explain } from './receipts/explain.ts'
import { openPlace, type Workplace } from './receipts/place.ts'
import { recognise } from './receipts/recognise.ts'
import { redeliver } from './receipts/redeliver.ts'

const asked = readArguments(process.argv.slice(2), Date.now())
if (!asked.ok) fail(asked.refusal)
const place = openPlace(asked.value.place)
if (!place.ok) fail(place.refusal)
try {
  process.exitCode = (await run(place.value, asked.value)) > 0 ? 1 : 0
} catch (cause) {
  fail(explain(cause, asked.value.place))
}

/** The number of failures. */
function run(workplace: Workplace, { task }: Asked): Promise<number> {
  if (task.command === 'redeliver') return redeliver(workplace, task.which)
  if (task.command === 'recognise') return recognise(workplace, task.which)
  if (task.command === 'erase') return erase(workplace, task.which)
  return task.command === 'redrive' ? redrive(workplace) : listDeadLetters(workplace)
}

function fail(line: string): never {
  console.error(line)
  process.exit(1)
}
