import { describe, expect, it } from 'vitest'
import { announcer } from '../../lib/inquiries/announce.ts'
import type { Receipt } from '../../lib/notifications/receipt.ts'
import type { LogEntry } from '../../lib/notifications/subject-log.ts'
import { inquiryFor } from '../../lib/platforms/reports.ts'
import { memoryWakeUps } from '../support/memory/memory-wake-ups.ts'
import { receipt } from '../support/request/receipt.ts'

const entry: LogEntry = {
  sequence: 3,
  key: 'key',
  receiptId: 'receipt-1',
  digest: 'digest',
  before: null,
  after: 'PENDING',
  changed: true,
  stale: false,
  conflicting: false,
}
const body = Buffer.from('{"paymentRequestId":"p1"}')
const announcement = { platform: 'antom', clientId: 'CLIENT_1', kind: 'payment', id: 'p1', byItself: true }

async function announced(left: Partial<LogEntry>, from: Partial<Receipt> = {}) {
  const wakeUps = memoryWakeUps()
  await announcer(inquiryFor, wakeUps)(receipt({ body, ...from }), { ...entry, ...left })
  return wakeUps.sent
}

describe('announces by itself', () => {
  it.each<[string, Partial<LogEntry>, object]>([
    [
      'what a notification leaves open, with the first pause of its row',
      {},
      { wake: announcement, delayMs: 60_000 },
    ],
    ['what reports no state', { after: null }, { wake: announcement, delayMs: 60_000 }],
    [
      'what contradicts, with its number, at once',
      { after: 'SUCCESS', unsettled: 3 },
      { wake: { ...announcement, contradiction: 3 }, delayMs: 2_000 },
    ],
  ])('%s', async (_, left, sent) => {
    expect(await announced(left)).toEqual([sent])
  })

  it('what contradicts, in the answer to an inquiry too', async () => {
    const answer = { api: 'inquiryPayment', askedAfter: 2 }
    expect(await announced({ after: 'SUCCESS', unsettled: 3 }, answer)).toHaveLength(1)
  })
})

describe('announces nothing', () => {
  it.each<[string, Partial<LogEntry>, Partial<Receipt>]>([
    ['where it is final', { after: 'FAIL' }, {}],
    ['where an earlier contradiction is open, which was announced', { after: 'SUCCESS', unsettled: 2 }, {}],
    ['where an answer leaves it open: its watch goes on', {}, { api: 'inquiryPayment', askedAfter: 2 }],
    ['where nobody can be asked', {}, { api: 'notifyDispute' }],
    ['where a watch has ended', {}, { api: 'unresolved', askedAfter: 2 }],
    ['where the message does not name what is asked for', {}, { body: Buffer.from('{}') }],
    [
      'where it names what no queue takes and no gateway knows',
      {},
      { body: Buffer.from(JSON.stringify({ paymentRequestId: 'p'.repeat(1_000_000) })) },
    ],
    ['where it names what has no UTF-8', {}, { body: Buffer.from('{"paymentRequestId":"\\ud800"}') }],
    [
      'where it does not say all that is asked for',
      {},
      { platform: 'mini-program', api: 'notifyPayment.v1-tng', body },
    ],
  ])('%s', async (_, left, from) => {
    expect(await announced(left, from)).toEqual([])
  })
})
