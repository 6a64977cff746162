import { describe, expect, it } from 'vitest'
import { deliver } from '../../lib/notifications/deliver.ts'
import { eventIdOf } from '../../lib/notifications/name-message.ts'
import type { Receipt } from '../../lib/notifications/receipt.ts'
import { receive } from '../../lib/notifications/receive.ts'
import type { LogEntry } from '../../lib/notifications/subject-log.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { reportsOf } from '../../lib/platforms/reports.ts'
import { memoryBus, memoryDeadLetters } from '../support/memory/memory-bus.ts'
import { memoryLog } from '../support/memory/memory-log.ts'
import { receiveParts } from '../support/memory/receive-parts.ts'
import { paymentIs, paymentKey } from '../support/memory/tend-parts.ts'
import { receipt } from '../support/request/receipt.ts'
import { sampleOf, variantOf } from '../support/request/samples.ts'
import { noon, verifiedRequest } from '../support/request/verified-request.ts'

const bodyOf = (value: string) =>
  variantOf(sampleOf('antom'), { paymentRequestId: 'p1', paymentAmount: { currency: 'USD', value } })

/** A log that outlives inboxes, and what arrives of the payment while one of them lasts. */
function openPayment(log = memoryLog()) {
  let receipts = 0
  const newReceiptId = () => `receipt-${++receipts}`
  return {
    log,
    openInbox() {
      const parts = receiveParts({ newReceiptId })
      const bus = memoryBus()
      const delivering = {
        apisOf: notificationsOf,
        log,
        bus,
        deadLetters: memoryDeadLetters(),
        clock: () => 0,
      }
      const redeliver = async (receipt: Receipt, apisOf = notificationsOf) => {
        await deliver([receipt], { ...delivering, apisOf, receipts: parts.inbox })
        return JSON.parse(bus.published.at(-1)?.detail ?? '')
      }
      return {
        redeliver,
        async take(value: string) {
          const before = new Set(parts.inbox.receipts())
          await receive(verifiedRequest(bodyOf(value)), parts, noon)
          const receipt = parts.inbox.receipts().find((each) => !before.has(each))
          if (!receipt) throw new Error('it was a repeat')
          return { receipt, detail: await redeliver(receipt) }
        },
      }
    },
  }
}

describe('when receipts have expired', () => {
  it('other content is another fact: it conflicts, and has an id of its own', async () => {
    const { log, openInbox } = openPayment()
    const { receipt, detail } = await openInbox().take('100')
    const later = await openInbox().take('999999')
    expect(later.receipt.receiptKey).toBe(receipt.receiptKey)
    expect(detail).toMatchObject({ sequence: 1, changed: true, conflicting: false })
    expect(later.detail).toMatchObject({ sequence: 2, changed: false, conflicting: true })
    const [first, second] = log.entries(receipt.subjectKey)
    expect(first?.key).toBe(receipt.receiptKey)
    expect(second?.key).toBe(`${receipt.receiptKey}#conflict#${second?.digest}`)
    expect(detail.id).toBe(eventIdOf(receipt.subjectKey, first?.key ?? ''))
    expect(later.detail.id).toBe(eventIdOf(receipt.subjectKey, second?.key ?? ''))
  })

  it('the same content is the same fact, with the same id', async () => {
    const { log, openInbox } = openPayment()
    const { receipt, detail } = await openInbox().take('100')
    expect((await openInbox().take('100')).detail).toEqual(detail)
    expect(log.entries(receipt.subjectKey)).toHaveLength(1)
  })

  it('the first and what conflicted with it are the same facts in any order', async () => {
    const { log, openInbox } = openPayment()
    const before = openInbox()
    const first = await before.take('100')
    const conflict = await before.take('200')
    const after = openInbox()
    const conflictNow = await after.take('200')
    const firstNow = await after.take('100')
    expect([conflictNow.receipt.conflicting, firstNow.receipt.conflicting]).toEqual([false, true])
    expect([firstNow.detail, conflictNow.detail]).toEqual([first.detail, conflict.detail])
    expect(log.entries(first.receipt.subjectKey)).toHaveLength(2)
  })

  it.each([1, 10])(
    'a receipt keeps its entry whatever a later version thinks of digests: log of %s',
    async (latest) => {
      const { log, openInbox } = openPayment(memoryLog(latest))
      const first = await openInbox().take('100')
      const inbox = openInbox()
      const second = await inbox.take('200')
      await inbox.take('300')
      // The amount is now nothing to compare: all three have one digest, which none had before.
      const later = (name: 'antom') =>
        notificationsOf(name).map((row) => ({
          ...row,
          volatileFields: ['paymentAmount', 'actualPaymentAmount'],
        }))
      expect(await inbox.redeliver(second.receipt, later as typeof notificationsOf)).toEqual(second.detail)
      expect(log.entries(first.receipt.subjectKey)).toHaveLength(3)
    },
  )
})

describe('an entry of version 0.1.0', () => {
  /** The log holds the entry alone, without digest and receipt id. */
  async function afterOldEntry(change: (receipt: Receipt) => Partial<LogEntry> = () => ({})) {
    const payment = openPayment()
    const { receipt } = await openPayment().openInbox().take('100')
    const entry: LogEntry = {
      sequence: 1,
      key: receipt.receiptKey,
      receiptId: undefined,
      digest: undefined,
      before: null,
      after: 'SUCCESS',
      changed: true,
      stale: false,
      conflicting: false,
      ...change(receipt),
    }
    await payment.log.append(receipt.subjectKey, entry, [])
    return { ...payment, subjectKey: receipt.subjectKey }
  }

  it('speaks of whatever has its key, as it did then', async () => {
    const { openInbox, log, subjectKey } = await afterOldEntry()
    expect((await openInbox().take('100')).detail).toMatchObject({ sequence: 1, changed: true })
    expect((await openInbox().take('999999')).detail).toMatchObject({ sequence: 1, changed: true })
    expect(log.entries(subjectKey)).toHaveLength(1)
  })

  it('is not that of a conflict', async () => {
    const { openInbox } = await afterOldEntry()
    const inbox = openInbox()
    await inbox.take('100')
    expect((await inbox.take('200')).detail).toMatchObject({ sequence: 2, conflicting: true })
  })
})

it('an answer of the same state is the same fact, whatever else it says', async () => {
  const [log, bus] = [memoryLog(), memoryBus()]
  const answers = ['SUCCESS at noon', 'SUCCESS an hour later'].map((paymentResultMessage, index) =>
    receipt({
      receiptKey: 'receipt#inquiryPayment#SUCCESS',
      receiptId: `receipt-${index}`,
      api: 'inquiryPayment',
      identity: 'SUCCESS',
      askedAfter: index,
      body: Buffer.from(JSON.stringify(paymentIs('SUCCESS', { paymentResultMessage }))),
    }),
  )
  const delivering = { apisOf: reportsOf, log, bus, deadLetters: memoryDeadLetters(), clock: () => 0 }
  for (const each of answers) await deliver([each], { ...delivering, receipts: { read: async () => each } })
  expect(log.entries(paymentKey)).toHaveLength(1)
  expect(bus.published.map(({ detail }) => JSON.parse(detail).sequence)).toEqual([1, 1])
})
