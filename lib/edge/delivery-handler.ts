import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { deliver } from '../notifications/deliver.ts'
import { type DeliverParts, type Delivery, isUndone } from '../notifications/delivery.ts'
import type { ReceiptKey } from '../notifications/receipt.ts'
import type { Line } from './line.ts'
import type { Level, Observer } from './observer.ts'

/** The longest step, three attempts at EventBridge, and room: none that began is cut off. */
const LONGEST_STEP_MS = 12_000

/**
 * The Lambda handler of the receipts table's stream (view KEYS_ONLY, ReportBatchItemFailures): reports the first record
 * that must be tried again, so that Lambda goes on from there. Stops by itself before its time is over.
 */
export function deliveryHandler(parts: DeliverParts, observer: Observer) {
  return async (
    { Records }: DynamoDBStreamEvent,
    context: Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>,
  ): Promise<DynamoDBBatchResponse> => {
    const begunAt = parts.clock()
    const deadline = begunAt + context.getRemainingTimeInMillis() - LONGEST_STEP_MS
    const records = Records.flatMap(({ dynamodb }) => {
      const { pk, sk } = dynamodb?.Keys ?? {}
      if (!pk?.S || !sk?.S?.startsWith('receipt#')) return []
      return [{ key: { subjectKey: pk.S, receiptKey: sk.S }, number: dynamodb?.SequenceNumber ?? '' }]
    })
    const deliveries = await deliver(
      records.map(({ key }) => key),
      parts,
      deadline,
    )
    const identity = { functionRequestId: context.awsRequestId, durationMs: parts.clock() - begunAt }
    for (const delivery of deliveries) report(delivery, identity, observer)
    reportStop(deliveries, identity, observer)
    const outcomes = new Map<ReceiptKey, Delivery>(deliveries.map((delivery) => [delivery.key, delivery]))
    const undone = records.find(({ key }) => {
      const delivery = outcomes.get(key)
      return delivery && isUndone(delivery)
    })
    return { batchItemFailures: undone ? [{ itemIdentifier: undone.number }] : [] }
  }
}

const levels: Readonly<Record<Exclude<Delivery['outcome'], 'left'>, Level>> = {
  published: 'info',
  gone: 'warn',
  'dead-lettered': 'error',
  failed: 'error',
}

function report({ key, outcome, reason }: Delivery, identity: Line, observer: Observer): void {
  if (outcome === 'left') return
  if (outcome === 'dead-lettered') observer.count(['dead-lettered'])
  if (outcome === 'failed') observer.count(['delivery-failed'])
  observer.log(levels[outcome], `receipt ${outcome}`, { ...identity, ...key, reason })
}

function reportStop(deliveries: readonly Delivery[], identity: Line, observer: Observer): void {
  const left = deliveries.filter(({ outcome }) => outcome === 'left').length
  if (left === 0) return
  observer.count(['delivery-stopped'])
  observer.log('warn', 'delivery stopped before its time was over', {
    ...identity,
    done: deliveries.length - left,
    left,
  })
}
