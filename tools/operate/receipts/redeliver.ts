import { deliver } from '../../../lib/notifications/deliver.ts'
import type { ReceiptKey } from '../../../lib/notifications/receipt.ts'
import { operatorCommand } from '../operator-command.ts'
import type { Output } from '../output.ts'
import { bySubjectOrTime, type Range, type Subject } from '../which.ts'
import { type Connections, openConnections } from './connections.ts'
import { done } from './done.ts'
import { receiptsBetween, receiptsOfSubject } from './find-receipts.ts'

const PAGE = 100

export const redeliverCommand = operatorCommand({
  name: 'redeliver',
  summary:
    'publishes receipts again, with the same ids and the same details as the first time: by subject or time',
  which: bySubjectOrTime,
  permissions: [
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:Scan'], on: 'receipts' },
    { actions: ['events:PutEvents'], on: 'bus' },
    { actions: ['sqs:GetQueueUrl', 'sqs:SendMessage'], on: 'dead-letters' },
  ],
  open: openConnections,
  run: redeliver,
})

/** Publishes again what is found, and shows each; the number that failed: what is gone or a dead letter is no failure. */
export async function redeliver(
  { parts, dynamoDB, table }: Connections,
  output: Output,
  which: Subject | Range,
): Promise<number> {
  const found =
    'subjectKey' in which
      ? receiptsOfSubject(dynamoDB, table, which.subjectKey)
      : receiptsBetween(dynamoDB, table, which, output.progress)
  let total = 0
  let published = 0
  let failures = 0
  for await (const page of pagesOf(found)) {
    const deliveries = await deliver(page, parts)
    for (const { key, outcome, reason } of deliveries) {
      output.show(...done(outcome, key, reason))
    }
    total += page.length
    published += deliveries.filter(({ outcome }) => outcome === 'published').length
    failures += deliveries.filter(({ outcome }) => outcome === 'failed').length
  }
  output.conclude(`${total} receipts, ${published} published, ${total - published} not`)
  return failures
}

async function* pagesOf(keys: AsyncIterable<ReceiptKey>): AsyncGenerator<readonly ReceiptKey[]> {
  let page: ReceiptKey[] = []
  for await (const key of keys) {
    page.push(key)
    if (page.length < PAGE) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}
