import { describe, expect, it } from 'vitest'
import { announcer } from '../../lib/inquiries/announce.ts'
import type { Wake } from '../../lib/inquiries/announcement.ts'
import { deliver } from '../../lib/notifications/deliver.ts'
import { receive } from '../../lib/notifications/receive.ts'
import { inquiryFor, reportsOf } from '../../lib/platforms/reports.ts'
import { memoryBus, memoryDeadLetters } from '../support/memory/memory-bus.ts'
import { memoryLog } from '../support/memory/memory-log.ts'
import { receiveParts } from '../support/memory/receive-parts.ts'
import { noon, verifiedRequest } from '../support/request/verified-request.ts'

const receiving = receiveParts()

async function received(paymentRequestId: string, notifyType: string, resultStatus: string): Promise<void> {
  const body = JSON.stringify({ notifyType, result: { resultStatus }, paymentRequestId })
  await receive(verifiedRequest(body), receiving, noon)
}

await received('p1', 'PAYMENT_PENDING', 'U')
await received('p1', 'PAYMENT_RESULT', 'S')
await received('p2', 'PAYMENT_RESULT', 'S')
const keys = receiving.inbox.receipts().map(({ subjectKey, receiptKey }) => ({ subjectKey, receiptKey }))

describe('what a receipt leaves open', () => {
  it('is announced after every event of the batch, and while that fails each event comes all the same', async () => {
    const bus = memoryBus()
    const sent: [wake: Wake, eventsBefore: number][] = []
    let isDown = true
    const wakeUps = {
      async send(wake: Wake) {
        if (isDown) throw new Error('SQS is down')
        sent.push([wake, bus.published.length])
      },
    }
    const parts = {
      apisOf: reportsOf,
      receipts: receiving.inbox,
      log: memoryLog(),
      bus,
      deadLetters: memoryDeadLetters(),
      announce: announcer(inquiryFor, wakeUps),
      clock: () => noon,
    }
    const outcomes = async () =>
      (await deliver(keys, parts)).map(({ key, outcome }) => [key.receiptKey.split('#')[3], outcome])

    expect(await outcomes()).toEqual([
      ['PAYMENT_PENDING', 'failed'],
      ['PAYMENT_RESULT', 'published'],
      ['PAYMENT_RESULT', 'published'],
    ])
    expect(bus.published).toHaveLength(3)
    isDown = false
    expect((await outcomes()).map(([, outcome]) => outcome)).toEqual(['published', 'published', 'published'])
    expect(sent).toMatchObject([[{ kind: 'payment', id: 'p1', byItself: true }, 6]])
  })
})
