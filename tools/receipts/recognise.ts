import { randomUUID } from 'node:crypto'
import { accept } from '../../lib/notifications/accept.ts'
import { UNRECOGNISED } from '../../lib/notifications/receipt.ts'
import { recogniseAgain } from '../../lib/notifications/recognise-again.ts'
import type { Range } from './arguments.ts'
import { receiptsBetween } from './find-receipts.ts'
import type { Workplace } from './place.ts'

/** Gives each receipt whose row is there by now the receipt it would have had; the stream delivers it. Repeatable. */
export async function recognise(
  { desk, inbox, dynamoDB, table, publicPaths }: Workplace,
  range: Range,
): Promise<number> {
  let total = 0
  let recognised = 0
  for await (const key of receiptsBetween(dynamoDB, table, range.since, range.until)) {
    if (!key.receiptKey.startsWith(`receipt#${UNRECOGNISED}#`)) continue
    total++
    const held = await desk.receipts.read(key)
    const again = held && recogniseAgain(held, desk.apisOf(held.platform), publicPaths, randomUUID())
    if (!again) continue
    const acceptance = await accept(again.receipt, again.api.volatileFields ?? [], inbox)
    recognised++
    console.log(`${acceptance}  ${again.receipt.subjectKey}  ${again.receipt.receiptKey}`)
  }
  console.log(`${total} receipts that were not understood, ${recognised} are now`)
  return 0
}
