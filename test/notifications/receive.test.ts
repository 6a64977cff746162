import { describe, expect, it } from 'vitest'
import { receive } from '../../lib/notifications/receive.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { miniProgram } from '../../lib/platforms/mini-program/platform.ts'
import { receiveParts } from '../support/memory/receive-parts.ts'
import { sampleOf, variantOf } from '../support/request/samples.ts'
import { noon, verifiedRequest } from '../support/request/verified-request.ts'

const payment = sampleOf('antom')
const HOUR = 3_600_000

describe('receive', () => {
  it('acknowledges a new notification and keeps a receipt that proves it', async () => {
    const parts = receiveParts()
    const verified = verifiedRequest(payment.body, {
      uri: '/antom/notify/notifyPayment',
      receivedAt: noon + 5,
    })
    expect(await receive(verified, parts, noon + 10)).toEqual({
      disposition: 'accepted',
      api: 'notifyPayment',
      answer: antom.answers.acknowledged,
      remarks: [],
      subject: 'payment#order-20251120-0001',
      misunderstood: undefined,
    })
    expect(parts.inbox.receipts()).toEqual([
      {
        subjectKey: 'antom#CLIENT_1#payment#order-20251120-0001',
        receiptKey: 'receipt#notifyPayment#order-20251120-0001#PAYMENT_RESULT##S',
        receiptId: 'receipt-1',
        platform: 'antom',
        clientId: 'CLIENT_1',
        api: 'notifyPayment',
        subject: 'payment#order-20251120-0001',
        identity: 'order-20251120-0001#PAYMENT_RESULT##S',
        conflicting: false,
        receivedAt: noon + 5,
        uri: '/antom/notify/notifyPayment',
        keyVersion: '1',
        proof: verified.proof,
        body: payment.body,
        expires: noon / 1000 + 1 + 35 * 24 * 3600,
      },
    ])
  })

  it('acknowledges a repeat in another spelling and leaves nothing of it', async () => {
    const parts = receiveParts()
    await receive(verifiedRequest(payment.body), parts, noon)
    const repeat = verifiedRequest(variantOf(payment, {}), { uri: '/antom/notify/notifyPayment' })
    expect(await receive(repeat, parts, noon + HOUR)).toMatchObject({
      disposition: 'repeated',
      api: 'notifyPayment',
      answer: antom.answers.acknowledged,
    })
    expect(parts.inbox.receipts()).toHaveLength(1)
    expect(parts.inbox.puts()).toBe(2)
  })

  it('acknowledges another amount under a held identity and keeps both', async () => {
    const parts = receiveParts()
    await receive(verifiedRequest(payment.body), parts, noon)
    const other = variantOf(payment, { paymentAmount: { currency: 'USD', value: '1' } })
    expect(await receive(verifiedRequest(other), parts, noon)).toMatchObject({
      disposition: 'conflicting',
      answer: antom.answers.acknowledged,
    })
    expect(parts.inbox.receipts().map(({ conflicting }) => conflicting)).toEqual([false, true])
  })

  it('keeps progress under one request id as two receipts of one subject', async () => {
    const parts = receiveParts()
    const { body } = sampleOf('antom', 'notifyPayment.pending')
    const pending = JSON.parse(body.toString())
    const result = { ...pending, notifyType: 'PAYMENT_RESULT' }
    for (const message of [pending, result]) {
      const { disposition } = await receive(verifiedRequest(JSON.stringify(message)), parts, noon)
      expect(disposition).toBe('accepted')
    }
    expect(new Set(parts.inbox.receipts().map(({ subjectKey }) => subjectKey)).size).toBe(1)
  })

  it.each([
    ['not JSON', 'hello', 'not-json'],
    ['empty', '', 'not-json'],
    ['of an unknown API', '{"a":"b"}', 'no-api'],
  ])('acknowledges a genuine message that is %s, and keeps it as it is', async (_, body, because) => {
    const parts = receiveParts()
    expect(await receive(verifiedRequest(body), parts, noon)).toMatchObject({
      disposition: 'unrecognised',
      api: 'unrecognised',
      answer: antom.answers.acknowledged,
      misunderstood: { because },
    })
    expect(parts.inbox.receipts()).toMatchObject([{ api: 'unrecognised', misunderstood: { because } }])
    expect(parts.inbox.receipts()[0]?.body.toString()).toBe(body)
    expect(await receive(verifiedRequest(body), parts, noon)).toMatchObject({ disposition: 'repeated' })
  })

  it('asks to send again, and keeps nothing, where another contract is named', async () => {
    const parts = receiveParts()
    const command = verifiedRequest('{"a":"b"}', { uri: '/antom/notify/userInitiatedPay' })
    expect(await receive(command, parts, noon)).toEqual({
      disposition: 'wrong-url',
      api: 'unrecognised',
      answer: antom.answers.sendAgain,
      remarks: [],
    })
    expect(parts.inbox.puts()).toBe(0)
  })

  describe('age', () => {
    const { maxAgeMs, maxSkewMs } = receiveParts()

    it('passes at maxAgeMs to the millisecond, and is too old beyond', async () => {
      const parts = receiveParts()
      const verified = verifiedRequest(payment.body, { sentAt: noon })
      expect(await receive(verified, parts, noon + maxAgeMs + 1)).toEqual({
        disposition: 'too-old',
        api: 'unrecognised',
        answer: antom.answers.sendAgain,
        remarks: [],
      })
      expect(parts.inbox.puts()).toBe(0)
      expect(await receive(verified, parts, noon + maxAgeMs)).toMatchObject({ disposition: 'accepted' })
    })

    it('may lie in the future, and is remarked on beyond maxSkewMs', async () => {
      const parts = receiveParts()
      const verified = verifiedRequest(payment.body, { sentAt: noon + maxSkewMs })
      expect(await receive(verified, parts, noon)).toMatchObject({ disposition: 'accepted', remarks: [] })
      expect(await receive(verified, parts, noon - 1)).toMatchObject({ remarks: ['future-time'] })
    })

    it('is unknown where the time does not parse, which is remarked on', async () => {
      const parts = receiveParts()
      const verified = verifiedRequest(payment.body, { requestTime: { text: '2025.11', epochMs: undefined } })
      expect(await receive(verified, parts, noon)).toMatchObject({
        disposition: 'accepted',
        remarks: ['time-unparsed'],
      })
    })
  })

  describe('expiry', () => {
    const { retentionMs, maxAgeMs } = receiveParts()
    const expiryOf = async (changes: Parameters<typeof verifiedRequest>[1], days?: number) => {
      const parts = receiveParts(days === undefined ? {} : { retentionMs: days })
      await receive(verifiedRequest(payment.body, changes), parts, noon)
      return parts.inbox.receipts()[0]?.expires
    }

    it('counts from the later of receipt and Request-Time, in whole seconds, rounded up', async () => {
      expect(await expiryOf({ receivedAt: noon + 1 })).toBe((noon + retentionMs) / 1000 + 1)
      expect(await expiryOf({ receivedAt: noon - 5_000 })).toBe((noon + retentionMs) / 1000)
      expect(await expiryOf({ sentAt: noon + HOUR })).toBe((noon + HOUR + retentionMs) / 1000)
    })

    it('never comes while a captured copy is young enough to be accepted', async () => {
      for (const sentAt of [noon - maxAgeMs, noon, noon + 100 * 24 * HOUR]) {
        expect(((await expiryOf({ sentAt })) ?? 0) * 1000).toBeGreaterThan(sentAt + maxAgeMs)
      }
    })

    it('is none for a retention of 0, nor for a time that does not parse', async () => {
      expect(await expiryOf({}, 0)).toBeUndefined()
      expect(await expiryOf({ requestTime: { text: '1', epochMs: undefined } })).toBeUndefined()
    })
  })

  it('throws where the store fails, so that nothing is acknowledged that is not held', async () => {
    const inbox = { put: () => Promise.reject(new Error('the table is gone')) }
    await expect(receive(verifiedRequest(payment.body), { ...receiveParts(), inbox }, noon)).rejects.toThrow(
      'the table is gone',
    )
  })

  it('answers with the words of the platform', async () => {
    const parts = receiveParts({ platform: miniProgram })
    const verified = verifiedRequest(sampleOf('mini-program').body)
    expect((await receive(verified, parts, noon)).answer).toBe(miniProgram.answers.acknowledged)
    expect((await receive(verified, parts, noon + parts.maxAgeMs + 1)).answer).toBe(
      miniProgram.answers.sendAgain,
    )
  })
})
