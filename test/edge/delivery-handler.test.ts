import type { DynamoDBRecord } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import { deliveryHandler } from '../../lib/edge/delivery-handler.ts'
import type { Line } from '../../lib/edge/line.ts'
import type { Bus } from '../../lib/notifications/bus.ts'
import type { DeliverParts } from '../../lib/notifications/delivery.ts'
import { receive } from '../../lib/notifications/receive.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { memoryBus, memoryDeadLetters } from '../support/memory/memory-bus.ts'
import { memoryLog } from '../support/memory/memory-log.ts'
import { receiveParts } from '../support/memory/receive-parts.ts'
import { sampleOf } from '../support/request/samples.ts'
import { noon, verifiedRequest } from '../support/request/verified-request.ts'

/** Two receipts of two subjects, their stream records, and the handler over fakes. */
async function deliveryOf(changes: Partial<DeliverParts> = {}) {
  const parts = receiveParts()
  for (const name of ['notifyPayment', 'notifyPayment.failed']) {
    await receive(verifiedRequest(sampleOf('antom', name).body), parts, noon)
  }
  const records = parts.inbox
    .receipts()
    .map(({ subjectKey, receiptKey }, index) => recordOf(subjectKey, receiptKey, index))
  const bus = memoryBus()
  const queue = memoryDeadLetters()
  const lines: string[] = []
  const fields: Line[] = []
  /** A call of the bus takes 20 ms. */
  let now = noon
  const counts: string[] = []
  const handler = deliveryHandler(
    {
      apisOf: notificationsOf,
      receipts: parts.inbox,
      log: memoryLog(),
      bus: {
        publish(events) {
          now += 20
          return bus.publish(events)
        },
      },
      deadLetters: queue,
      clock: () => now,
      ...changes,
    },
    {
      log(level, message, line = {}) {
        lines.push(
          `${level} ${message}${'left' in line ? ` ${JSON.stringify({ done: line.done, left: line.left })}` : ''}`,
        )
        fields.push(line)
      },
      count: (names) => counts.push(...names),
    },
  )
  const deliver = (Records: DynamoDBRecord[], remaining = 30_000) =>
    handler({ Records }, { awsRequestId: 'invocation-1', getRemainingTimeInMillis: () => remaining })
  return { records, bus, queue, lines, fields, counts, deliver }
}

function recordOf(pk: string, sk: string, index: number): DynamoDBRecord {
  return {
    eventName: 'INSERT',
    dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: `number-${index}` },
  }
}

describe('the stream’s handler', () => {
  it('publishes every receipt and reports no failure', async () => {
    const { records, bus, lines, fields, deliver } = await deliveryOf()
    expect(await deliver(records)).toEqual({ batchItemFailures: [] })
    expect(bus.published).toHaveLength(2)
    expect(fields).toMatchObject(records.map(() => ({ functionRequestId: 'invocation-1', durationMs: 20 })))
    expect(lines).toEqual(['info receipt published', 'info receipt published'])
  })

  it('reports the first record that must be tried again, and publishes the others', async () => {
    const fate = memoryBus(({ detail }) => (detail.includes('0003') ? 'failed' : 'published'))
    const { records, counts, lines, deliver } = await deliveryOf({ bus: fate })
    expect(await deliver(records)).toEqual({ batchItemFailures: [{ itemIdentifier: 'number-1' }] })
    expect(fate.published).toHaveLength(1)
    expect(counts).toEqual(['delivery-failed'])
    expect(lines).toContain('error receipt failed')
  })

  it('counts each receipt that failed', async () => {
    const { records, counts, deliver } = await deliveryOf({ bus: memoryBus(() => 'failed') })
    expect(await deliver(records)).toEqual({ batchItemFailures: [{ itemIdentifier: 'number-0' }] })
    expect(counts).toEqual(['delivery-failed', 'delivery-failed'])
  })

  it('begins nothing in its last twelve seconds, and says in one line how far it came', async () => {
    /** A call of the bus takes 20 ms. */
    let now = noon
    const publishing = memoryBus()
    const bus: Bus = {
      publish: async (events) => {
        now += 18_000
        return publishing.publish(events)
      },
    }
    const { records, counts, lines, deliver } = await deliveryOf({ bus, clock: () => now })
    const [first, second] = records
    const twice = [first, second, first].flatMap((record, index) =>
      record ? [{ ...record, dynamodb: { ...record.dynamodb, SequenceNumber: `at-${index}` } }] : [],
    )
    expect(await deliver(twice)).toEqual({ batchItemFailures: [{ itemIdentifier: 'at-2' }] })
    expect(publishing.published).toHaveLength(2)
    expect(counts).toEqual(['delivery-stopped'])
    expect(lines.toSorted()).toEqual([
      'info receipt published',
      'info receipt published',
      'warn delivery stopped before its time was over {"done":2,"left":1}',
    ])
  })

  it('does nothing where no time is left for it', async () => {
    const { records, bus, deliver } = await deliveryOf()
    expect(await deliver(records, 12_000)).toEqual({ batchItemFailures: [{ itemIdentifier: 'number-0' }] })
    expect(bus.published).toEqual([])
  })

  it('puts a receipt that cannot be delivered aside, counts it and goes on', async () => {
    const fate = memoryBus(({ detail }) => (detail.includes('0001') ? 'impossible' : 'published'))
    const { records, queue, counts, lines, deliver } = await deliveryOf({ bus: fate })
    expect(await deliver(records)).toEqual({ batchItemFailures: [] })
    expect(queue.letters).toMatchObject([{ receiptKey: records[0]?.dynamodb?.Keys?.sk?.S }])
    expect(counts).toEqual(['dead-lettered'])
    expect(lines).toContain('error receipt dead-lettered')
  })

  it('passes over records that are no receipts, and receipts that are gone', async () => {
    const { bus, lines, deliver } = await deliveryOf()
    const others = [recordOf('subject', 'log#000001', 0), recordOf('subject', 'receipt#gone', 1)]
    expect(await deliver(others)).toEqual({ batchItemFailures: [] })
    expect(bus.published).toEqual([])
    expect(lines).toEqual(['warn receipt gone'])
  })
})
