import type { Context, DynamoDBRecord } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import { deliveryHandler } from '../../lib/edge/delivery-handler.ts'
import type { Line } from '../../lib/edge/line.ts'
import type { DeliveryDesk } from '../../lib/notifications/deliver.ts'
import { receive } from '../../lib/notifications/receive.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { memoryBus, memoryDeadLetters } from '../support/memory-bus.ts'
import { memoryLog } from '../support/memory-log.ts'
import { receivingDesk } from '../support/receiving-desk.ts'
import { sampleOf } from '../support/samples.ts'
import { noon, verifiedRequest } from '../support/verified-request.ts'

/** Two receipts of two subjects, their stream records, and the handler over fakes. */
async function deliveryOf(changes: Partial<DeliveryDesk> = {}) {
  const desk = receivingDesk()
  for (const name of ['notifyPayment', 'notifyPayment.failed']) {
    await receive(verifiedRequest(sampleOf('antom', name).body), desk, noon)
  }
  const records = desk.inbox
    .receipts()
    .map(({ subjectKey, receiptKey }, index) => recordOf(subjectKey, receiptKey, index))
  const bus = memoryBus()
  const queue = memoryDeadLetters()
  const lines: string[] = []
  const fields: Line[] = []
  let now = noon
  const counts: string[] = []
  const handler = deliveryHandler(
    {
      apisOf: notificationsOf,
      receipts: desk.inbox,
      log: memoryLog(),
      bus,
      deadLetters: queue,
      // Each look at the clock is 20 ms later.
      clock: () => (now += 20),
      ...changes,
    },
    {
      log(level, message, line) {
        lines.push(`${level} ${message}`)
        fields.push(line)
      },
      count: (names) => counts.push(...names),
    },
  )
  const context = { awsRequestId: 'invocation-1' } as Context
  const deliver = (Records: DynamoDBRecord[]) => handler({ Records }, context)
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
    const { records, deliver } = await deliveryOf({ bus: fate })
    expect(await deliver(records)).toEqual({ batchItemFailures: [{ itemIdentifier: 'number-1' }] })
    expect(fate.published).toHaveLength(1)
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
