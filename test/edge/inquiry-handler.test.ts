import type { SQSRecord } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import { inquiryHandler } from '../../lib/edge/inquiry-handler.ts'
import type { CallFailure } from '../../lib/inquiries/ports.ts'
import { inquiryPayment } from '../../lib/platforms/antom/inquiryPayment.ts'
import { refused } from '../../lib/protocol/checked.ts'
import { noPayment, payment, paymentIs, tendParts } from '../support/memory/tend-parts.ts'
import { recordingObserver } from './notification-function.ts'

type Options = Parameters<typeof tendParts>[0]

/** The handler over Antom's rows, and what it logs and counts. */
function open(options: Options = {}) {
  const parts = { ...tendParts(options), ...options }
  const { observer, logs, counts } = recordingObserver()
  const handler = inquiryHandler(parts, observer)
  /** The ids of those messages of the batch that must come again. */
  async function take(...messages: readonly (object | string)[]) {
    const Records = messages.map((message, index) => ({
      messageId: `message-${index}`,
      body: typeof message === 'string' ? message : JSON.stringify(message),
      attributes: { SentTimestamp: String(parts.clock()) },
    }))
    const context = { awsRequestId: 'invocation-1' }
    const { batchItemFailures } = await handler({ Records: Records as SQSRecord[] }, context)
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)
  }
  return { pass: parts.pass, clock: parts.clock, take, logs, counts }
}

describe('ask-alipay', () => {
  it('says in one line which message woke it, what it was about, and how the step ended', async () => {
    const { take, logs, counts } = open()
    expect(await take(payment)).toEqual([])
    expect(logs).toEqual([
      {
        level: 'info',
        message: 'watch answered',
        line: {
          functionRequestId: 'invocation-1',
          messageId: 'message-0',
          durationMs: 0,
          platform: 'antom',
          api: 'inquiryPayment',
          clientId: 'CLIENT_1',
          subject: 'payment#p1',
        },
      },
    ])
    expect(counts).toEqual(['asked inquiryPayment'])
  })

  it('goes on with the others where one message is no announcement', async () => {
    const { take, logs, counts } = open()
    expect(await take('no JSON', payment)).toEqual([])
    expect(logs.map(({ level, message, line }) => [level, message, line.reason])).toEqual([
      ['error', 'watch refused', 'not-json'],
      ['info', 'watch answered', undefined],
    ])
    expect(counts).toEqual(['watch-refused', 'asked inquiryPayment'])
  })

  it('has a message come again whose store fails, and no other of its batch', async () => {
    const log = { latest: () => Promise.reject(new Error('DynamoDB is away')) }
    const { take, logs, counts } = open({ log })
    expect(await take(payment, 'no JSON')).toEqual(['message-0'])
    expect(logs).toContainEqual(
      expect.objectContaining({
        level: 'error',
        message: 'watch failed, and its message comes again',
        line: expect.objectContaining({ messageId: 'message-0', error: 'Error', cause: 'DynamoDB is away' }),
      }),
    )
    expect(counts).toContain('watch-failed')
  })

  it('has a message come again that is ahead of its watch', async () => {
    const { take, logs } = open({ says: () => paymentIs('PROCESSING') })
    expect(await take(payment)).toEqual([])
    expect(await take({ ...payment, step: 7 })).toEqual(['message-0'])
    expect(logs.map(({ message }) => message)).toEqual(['watch waiting', 'watch ahead'])
  })

  it.each([
    ['ask-failed', { because: 'timed-out' }],
    ['ask-not-believed', { because: 'unverified', evidence: 'signature-mismatch' }],
  ] as const)('counts %s, and says why', async (name, { because, ...more }) => {
    const { take, logs, counts } = open({ call: async () => refused({ because, ...more } as CallFailure) })
    expect(await take(payment)).toEqual([])
    expect(logs).toMatchObject([
      { level: 'warn', message: 'watch waiting', line: { reason: because, ...more } },
    ])
    expect(counts).toEqual([`${name} inquiryPayment`])
  })

  it('says by which code Alipay declined a question, and nothing else of what it said', async () => {
    const says = (resultCode: string) => () => ({
      result: { resultStatus: 'F', resultCode, resultMessage: 'no' },
    })
    for (const [code, evidence] of [
      ['ACCESS_DENIED', 'ACCESS_DENIED'],
      ['\u001b[2J Jane Doe', undefined],
      ['A'.repeat(65), undefined],
    ] as const) {
      const { take, logs } = open({ says: says(code) })
      await take(payment)
      expect(logs[0]?.line).toMatchObject({ reason: 'declined' })
      expect(logs[0]?.line.evidence).toBe(evidence)
    }
  })

  it('says when a watch that waits is asked about next, and where it waits for a turn of its client', async () => {
    const { take, clock, logs } = open({ says: () => paymentIs('PROCESSING'), asksPerSecond: 1 })
    await take(payment)
    await take({ ...payment, id: 'p2' })
    const [asked, held] = logs.map(({ line }) => line)
    expect(asked).toMatchObject({ subject: 'payment#p1', askAt: new Date(clock() + 60_000).toISOString() })
    expect(asked).not.toHaveProperty('reason')
    expect(held).toMatchObject({ subject: 'payment#p2', reason: 'no-turn' })
    expect(Date.parse(String(held?.askAt))).toBeGreaterThan(clock())
  })

  it('says what a refused announcement was about, where it made sense', async () => {
    const { take, logs } = open()
    await take({ ...payment, clientId: 'CLIENT_2' })
    expect(logs[0]).toMatchObject({
      message: 'watch refused',
      line: { reason: 'unknown-client', platform: 'antom', clientId: 'CLIENT_2', subject: 'payment#p1' },
    })
  })

  it('counts what is unresolved', async () => {
    const { take, pass, clock, logs, counts } = open({ says: () => paymentIs('PROCESSING') })
    await take({ ...payment, until: new Date(clock() + 60_000).toISOString() })
    pass(60_000)
    await take({ ...payment, step: 1 })
    expect(logs[1]).toMatchObject({ level: 'warn', message: 'watch unresolved', line: { reason: 'until' } })
    expect(counts).toEqual(['asked inquiryPayment', 'unresolved inquiryPayment'])
  })

  it('counts apart, and alarms nobody, what was announced and never begun', async () => {
    const { take, pass, logs, counts } = open({ says: () => noPayment })
    await take(payment)
    const { disbelievedMs } = inquiryPayment.absent
    for (let step = 1; logs.at(-1)?.message !== 'watch unresolved'; step++) {
      pass(disbelievedMs)
      await take({ ...payment, step })
    }
    expect(logs.at(-1)).toMatchObject({ level: 'info', line: { reason: 'absent' } })
    expect(counts.at(-1)).toBe('absent inquiryPayment')
    expect(counts).not.toContain('unresolved inquiryPayment')
  })
})
