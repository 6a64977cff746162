import type { SQSRecord } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import { inquiryHandler } from '../../lib/edge/inquiry-handler.ts'
import type { Line } from '../../lib/edge/line.ts'
import { inquiryPayment } from '../../lib/platforms/antom/inquiryPayment.ts'
import { refused } from '../../lib/protocol/checked.ts'
import { noPayment, payment, paymentIs, tendParts } from '../support/memory/tend-parts.ts'

/** The handler over an engine in memory, and all that it says. */
function handlerOf(options: Parameters<typeof tendParts>[0] = {}) {
  const engine = tendParts(options)
  const lines: string[] = []
  const fields: Line[] = []
  const counts: (readonly [
    names: readonly string[],
    platform?: string | undefined,
    detail?: object | undefined,
  ])[] = []
  const handler = inquiryHandler(engine, {
    log(level, message, line) {
      lines.push(`${level} ${message}`)
      fields.push(line)
    },
    count: (names, platform, detail) => counts.push([names, platform, detail]),
  })
  const tend = (...bodies: readonly (object | string)[]) => {
    const Records = bodies.map((body, index) => ({
      messageId: `message-${index}`,
      body: typeof body === 'string' ? body : JSON.stringify({ ...payment, ...body }),
      attributes: { SentTimestamp: String(engine.clock()) },
    })) as SQSRecord[]
    return handler({ Records }, { awsRequestId: 'invocation-1' })
  }
  return { engine, lines, fields, counts, tend }
}

describe('the handler of the queue of watches', () => {
  it('says of each message what it is about and how it ended', async () => {
    const { tend, lines, fields, counts } = handlerOf()
    expect(await tend({})).toEqual({ batchItemFailures: [] })
    expect(lines).toEqual(['info watch answered'])
    expect(fields).toEqual([
      {
        functionRequestId: 'invocation-1',
        messageId: 'message-0',
        durationMs: 0,
        platform: 'antom',
        api: 'inquiryPayment',
        clientId: 'CLIENT_1',
        subject: 'payment#p1',
      },
    ])
    expect(counts).toEqual([[['asked'], 'antom', { api: 'inquiryPayment' }]])
  })

  it.each<[string, Parameters<typeof tendParts>[0], string, string, string | undefined]>([
    ['is not final', { says: () => paymentIs('PENDING') }, 'info watch waiting', 'asked', undefined],
    ['does not know it', { says: () => noPayment }, 'info watch waiting', 'asked', 'absent'],
    [
      'says nothing known',
      { says: () => paymentIs('X') },
      'warn watch waiting',
      'ask-failed',
      'unknown-status',
    ],
    [
      'is about another',
      { says: () => paymentIs('SUCCESS', { paymentRequestId: 'p2' }) },
      'warn watch waiting',
      'ask-not-believed',
      'other-object',
    ],
    [
      'does not come',
      { call: async () => refused({ because: 'timed-out' as const }) },
      'warn watch waiting',
      'ask-failed',
      'timed-out',
    ],
  ])('counts a question whose answer %s', async (_, options, line, count, reason) => {
    const { tend, lines, fields, counts } = handlerOf(options)
    await tend({})
    expect(lines).toEqual([line])
    expect(fields[0]?.reason).toBe(reason)
    expect(counts).toEqual([[[count], 'antom', { api: 'inquiryPayment' }]])
  })

  it('says why an answer is not proven', async () => {
    const evidence = 'signature-mismatch'
    const call = async () => refused({ because: 'unverified' as const, evidence })
    const { tend, fields } = handlerOf({ call })
    await tend({})
    expect(fields[0]).toMatchObject({ reason: 'unverified', evidence })
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
      const { tend, fields } = handlerOf({ says: says(code) })
      await tend({})
      expect(fields[0]).toMatchObject({ reason: 'declined' })
      expect(fields[0]?.evidence).toBe(evidence)
    }
  })

  it('says when a watch that waits is asked about next, and where it waits for a turn of its client', async () => {
    const { engine, tend, fields } = handlerOf({ says: () => paymentIs('PROCESSING'), asksPerSecond: 1 })
    const { clock } = engine
    await tend({})
    await tend({ id: 'p2' })
    const [asked, held] = fields
    expect(asked).toMatchObject({ subject: 'payment#p1', askAt: new Date(clock() + 60_000).toISOString() })
    expect(asked).not.toHaveProperty('reason')
    expect(held).toMatchObject({ subject: 'payment#p2', reason: 'no-turn' })
    expect(Date.parse(String(held?.askAt))).toBeGreaterThan(clock())
  })

  it('says what a refused announcement was about, where it made sense', async () => {
    const { tend, lines, fields } = handlerOf()
    await tend({ clientId: 'CLIENT_2' })
    expect(lines).toEqual(['error watch refused'])
    expect(fields[0]).toMatchObject({
      reason: 'unknown-client',
      platform: 'antom',
      clientId: 'CLIENT_2',
      subject: 'payment#p1',
    })
  })

  it('counts what is unresolved', async () => {
    const { engine, tend, lines, fields, counts } = handlerOf({ says: () => paymentIs('PENDING') })
    await tend({ until: engine.clock() + 60_000 })
    const [next] = engine.wakeUps.take()
    engine.pass(60_000)
    await tend(JSON.stringify(next?.wake))
    expect(lines.at(-1)).toBe('warn watch unresolved')
    expect(fields.at(-1)?.reason).toBe('until')
    expect(counts.at(-1)).toEqual([['asked', 'unresolved'], 'antom', { api: 'inquiryPayment' }])
  })

  it('counts apart, and alarms nobody, what was announced and never begun', async () => {
    const { engine, tend, lines, fields, counts } = handlerOf({ says: () => noPayment })
    await tend({})
    while (lines.at(-1) === 'info watch waiting') {
      const [next] = engine.wakeUps.take()
      engine.pass(inquiryPayment.absent.disbelievedMs)
      await tend(JSON.stringify(next?.wake))
    }
    expect(lines.at(-1)).toBe('info watch unresolved')
    expect(fields.at(-1)?.reason).toBe('absent')
    expect(counts.at(-1)).toEqual([['asked', 'absent'], 'antom', { api: 'inquiryPayment' }])
  })

  it('shows nothing of what is refused but the reason', async () => {
    const { tend, lines, fields, counts } = handlerOf()
    expect(await tend('{"canary":1}')).toEqual({ batchItemFailures: [] })
    expect(lines).toEqual(['error watch refused'])
    expect(fields[0]).toMatchObject({ messageId: 'message-0', reason: 'unknown-member' })
    expect(JSON.stringify(fields)).not.toContain('canary')
    expect(counts).toEqual([[['watch-refused'], undefined, undefined]])
  })

  it('lets come again what failed or is ahead, and that alone', async () => {
    const { engine, tend, lines, counts } = handlerOf()
    engine.inbox.put = async () => {
      throw new Error('the table is gone')
    }
    await engine.send({ id: 'p2' }).catch(() => undefined)
    expect(await tend({ id: 'p2', step: 7 }, '', {})).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-0' }, { itemIdentifier: 'message-2' }],
    })
    expect(lines.toSorted()).toEqual([
      'error watch failed, and its message comes again',
      'error watch refused',
      'info watch ahead',
    ])
    expect(counts).toContainEqual([['watch-failed'], undefined, undefined])
  })
})
