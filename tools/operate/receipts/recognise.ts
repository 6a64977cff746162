import { randomUUID } from 'node:crypto'
import { accept } from '../../../lib/notifications/accept.ts'
import { UNRECOGNISED } from '../../../lib/notifications/receipt.ts'
import { recogniseAgain } from '../../../lib/notifications/recognise-again.ts'
import { notificationsOf } from '../../../lib/platforms/notifications.ts'
import { operatorCommand } from '../operator-command.ts'
import type { Output } from '../output.ts'
import { byTime, type Range } from '../which.ts'
import { type Connections, openConnections } from './connections.ts'
import { done } from './done.ts'
import { receiptsBetween } from './find-receipts.ts'

export const recogniseCommand = operatorCommand({
  name: 'recognise',
  summary: 'reads receipts that were not understood again, after an API was added: by time',
  which: byTime,
  permissions: [{ actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Scan'], on: 'receipts' }],
  open: openConnections,
  run: recognise,
})

/** Gives each receipt whose row is there by now the receipt it would have had; the stream delivers it. Repeatable. */
async function recognise(
  { parts, inbox, dynamoDB, table, publicPaths }: Connections,
  output: Output,
  range: Range,
): Promise<number> {
  let total = 0
  let recognised = 0
  for await (const key of receiptsBetween(dynamoDB, table, range, output.progress)) {
    if (!key.receiptKey.startsWith(`receipt#${UNRECOGNISED}#`)) continue
    total++
    const held = await parts.receipts.read(key)
    const again = held && recogniseAgain(held, notificationsOf(held.platform), publicPaths, randomUUID())
    if (!again) continue
    const acceptance = await accept(again.receipt, again.api.volatileFields ?? [], inbox)
    recognised++
    output.show(...done(acceptance, again.receipt))
  }
  output.conclude(`${total} receipts that were not understood, ${recognised} are now`)
  return 0
}
