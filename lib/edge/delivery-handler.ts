import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { type Delivery, type DeliveryDesk, deliver } from '../notifications/deliver.ts'
import type { ReceiptKey } from '../notifications/receipt.ts'
import type { Clock } from './clock.ts'
import type { Line } from './line.ts'
import type { Observer } from './observer.ts'

/**
 * The Lambda handler of the receipts table's stream (view KEYS_ONLY, ReportBatchItemFailures): reports the first record
 * that must be tried again, so that Lambda goes on from there.
 */
export function deliveryHandler(desk: DeliveryDesk & { readonly clock: Clock }, observer: Observer) {
  return async (
    { Records }: DynamoDBStreamEvent,
    { awsRequestId: functionRequestId }: Context,
  ): Promise<DynamoDBBatchResponse> => {
    const begunAt = desk.clock()
    const records = Records.flatMap(({ dynamodb }) => {
      const { pk, sk } = dynamodb?.Keys ?? {}
      if (!pk?.S || !sk?.S?.startsWith('receipt#')) return []
      return [{ key: { subjectKey: pk.S, receiptKey: sk.S }, number: dynamodb?.SequenceNumber ?? '' }]
    })
    const deliveries = await deliver(
      records.map(({ key }) => key),
      desk,
    )
    const outcomes = new Map<ReceiptKey, Delivery>(deliveries.map((delivery) => [delivery.key, delivery]))
    const identity = { functionRequestId, durationMs: desk.clock() - begunAt }
    for (const delivery of deliveries) report(delivery, identity, observer)
    const failed = records.find(({ key }) => outcomes.get(key)?.outcome === 'failed')
    return { batchItemFailures: failed ? [{ itemIdentifier: failed.number }] : [] }
  }
}

function report({ key, outcome, reason }: Delivery, identity: Line, observer: Observer): void {
  if (outcome === 'dead-lettered') observer.count(['dead-lettered'])
  const level = outcome === 'published' ? 'info' : outcome === 'gone' ? 'warn' : 'error'
  observer.log(level, `receipt ${outcome}`, { ...identity, ...key, reason })
}
