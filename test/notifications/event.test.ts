import { describe, expect, it } from 'vitest'
import { eventOf } from '../../lib/notifications/event.ts'
import { eventIdOf } from '../../lib/notifications/name-message.ts'
import type { LogEntry } from '../../lib/notifications/subject-log.ts'
import { receipt } from '../support/request/receipt.ts'
import { noon } from '../support/request/verified-request.ts'

const held = receipt()
const understanding = { api: 'notifyPayment', body: { id: 'p1' }, redacted: [], state: 'SUCCESS', moves: {} }
const entry: LogEntry = {
  sequence: 3,
  key: 'receipt#the first',
  receiptId: 'receipt-0',
  digest: 'digest-0',
  before: 'PENDING',
  after: 'SUCCESS',
  changed: true,
  stale: false,
  conflicting: false,
}

const detailOf = (...parts: Parameters<typeof eventOf>) => JSON.parse(eventOf(...parts).detail)

describe('eventOf', () => {
  it('says everything that a consumer may know of the receipt', () => {
    const event = eventOf(held, entry, understanding)
    expect({ ...event, detail: JSON.parse(event.detail) }).toEqual({
      source: 'alipay.antom',
      detailType: 'notifyPayment',
      time: noon,
      subjectKey: held.subjectKey,
      detail: {
        id: eventIdOf(held.subjectKey, entry.key),
        sequence: 3,
        platform: 'antom',
        clientId: 'CLIENT_1',
        api: 'notifyPayment',
        subject: 'payment#p1',
        receivedAt: '2025-11-20T10:15:32.000Z',
        recognised: true,
        conflicting: false,
        stale: false,
        state: { before: 'PENDING', after: 'SUCCESS' },
        changed: true,
        body: { id: 'p1' },
      },
    })
  })

  it('is the same at every delivery', () => {
    expect(eventOf(held, entry, understanding)).toEqual(eventOf({ ...held }, { ...entry }, understanding))
  })

  it('has no body where the receipt is not understood', () => {
    const misunderstood = receipt({ api: 'unrecognised', misunderstood: { because: 'not-json' } })
    const event = eventOf(misunderstood, { ...entry, before: null, after: null, changed: false }, undefined)
    expect(event.detailType).toBe('unrecognised')
    expect(JSON.parse(event.detail)).toMatchObject({
      api: 'unrecognised',
      recognised: false,
      state: { before: null, after: null },
    })
    expect(JSON.parse(event.detail)).not.toHaveProperty('body')
    expect(JSON.parse(event.detail)).not.toHaveProperty('receipt')
  })

  it.each(['conflicting', 'stale'] as const)('says what the log says: %s', (word) => {
    expect(detailOf(held, { ...entry, [word]: true }, understanding)[word]).toBe(true)
  })

  it('says which fields were left out of the body, and where the receipt stands that has them', () => {
    const detail = detailOf(held, entry, { ...understanding, redacted: ['authCode', 'list[].token'] })
    expect(detail).toMatchObject({
      body: { id: 'p1' },
      redacted: ['authCode', 'list[].token'],
      receipt: { subjectKey: held.subjectKey, receiptKey: held.receiptKey },
    })
    const nothingLeftOut = detailOf(held, entry, understanding)
    expect(nothingLeftOut).not.toHaveProperty('redacted')
    expect(nothingLeftOut).not.toHaveProperty('receipt')
  })

  it('has no such list where the whole body is left out for its size', () => {
    const redacted = Array.from({ length: 30_000 }, (_, index) => `token${index}`)
    const detail = detailOf(held, entry, { ...understanding, redacted })
    expect(detail).not.toHaveProperty('redacted')
    expect(detail).not.toHaveProperty('body')
    expect(detail.receipt).toEqual({ subjectKey: held.subjectKey, receiptKey: held.receiptKey })
  })

  it('carries the key of the receipt in place of a body over 256,000 bytes', () => {
    const withText = (text: string) => ({ ...understanding, body: { text } })
    const room = 256_000 - Buffer.byteLength(eventOf(held, entry, withText('')).detail)

    const largest = eventOf(held, entry, withText('x'.repeat(room)))
    expect(Buffer.byteLength(largest.detail)).toBe(256_000)
    expect(JSON.parse(largest.detail)).toHaveProperty('body')

    for (const text of ['x'.repeat(room + 1), 'ü'.repeat(room / 2 + 1)]) {
      const detail = detailOf(held, entry, withText(text))
      expect(detail).not.toHaveProperty('body')
      expect(detail).toMatchObject({
        id: eventIdOf(held.subjectKey, entry.key),
        changed: true,
        receipt: { subjectKey: held.subjectKey, receiptKey: held.receiptKey },
      })
    }
  })
})
