import { UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { ReceiptReader } from '../../../lib/notifications/inbox.ts'
import { nameUnrecognised, receiptKeyOf } from '../../../lib/notifications/name-message.ts'
import { digestOfReceipt, type Receipt, type ReceiptKey } from '../../../lib/notifications/receipt.ts'
import { operatorCommand } from '../operator-command.ts'
import type { Output } from '../output.ts'
import { bySubject, type Subject } from '../which.ts'
import { type Connections, openConnections } from './connections.ts'
import { done } from './done.ts'
import { receiptsOfSubject } from './find-receipts.ts'

export const eraseCommand = operatorCommand({
  name: 'erase',
  summary: 'erases what the messages of a subject say, and leaves that and when it was erased: by subject',
  which: bySubject,
  permissions: [{ actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'], on: 'receipts' }],
  open: openConnections,
  run: erase,
})

/**
 * Erases what the messages of a subject say. What stays is the trace: that a message came, when it was erased, and the
 * digest by which a resend is still a repeat, so that it does not bring the content back. The log has no content.
 */
async function erase(
  { parts, dynamoDB, table }: Connections,
  output: Output,
  { subjectKey }: Subject,
): Promise<number> {
  let erased = 0
  for await (const key of receiptsOfSubject(dynamoDB, table, subjectKey)) {
    const held = await parts.receipts.read(key)
    if (!held || held.erased) continue
    for (const receipt of [held, await twinOf(held, parts.receipts)]) {
      if (!receipt || receipt.erased) continue
      const row = parts.apisOf(receipt.platform).find(({ name }) => name === receipt.api)
      const digest = digestOfReceipt(receipt, row?.volatileFields ?? [])
      await dynamoDB.send(eraseContent(table, receipt, digest, new Date().toISOString()))
      erased++
      output.show(...done('erased', receipt))
    }
  }
  output.conclude(`${erased} receipts erased`)
  return 0
}

/** The same message as it was kept before its row was there, or before it could be decrypted. */
function twinOf(held: Receipt, receipts: ReceiptReader): Promise<Receipt | undefined> {
  const naming = nameUnrecognised(held.body)
  return receipts.read(receiptKeyOf(held.platform, held.clientId, naming))
}

function eraseContent(TableName: string, key: ReceiptKey, digest: string, at: string) {
  return new UpdateItemCommand({
    TableName,
    Key: { pk: { S: key.subjectKey }, sk: { S: key.receiptKey } },
    UpdateExpression: 'SET #body = :nothing, #proof = :none, #erased = :erased REMOVE #decrypted, #packed',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: {
      '#body': 'body',
      '#proof': 'proof',
      '#erased': 'erased',
      '#decrypted': 'decrypted',
      '#packed': 'packed',
    },
    ExpressionAttributeValues: {
      ':nothing': { B: new Uint8Array() },
      ':none': { M: {} },
      ':erased': { M: { at: { S: at }, digest: { S: digest } } },
    },
  })
}
