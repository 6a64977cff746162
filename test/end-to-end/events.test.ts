import { rmSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { withOtherAmount } from '../../tools/alipay/fresh-messages.ts'
import { signRequest } from '../../tools/alipay/signed-request.ts'
import { answerTo, TAKEN } from '../support/answer.ts'
import { eventIdOf } from '../support/bus-events.ts'
import { startStack } from '../support/local-stack.ts'
import { newBody, paymentOf, withMembers } from '../support/requests.ts'

const stack = await startStack()

/** Sends a notification; the receipt and the event that it left. */
async function deliver(platform: string, body: string) {
  const sender = stack.sender(platform)
  const { value, left } = await stack.leaving(() => answerTo(signRequest(sender, body), sender))
  expect(value).toBe(TAKEN)
  const [receipt] = left
  if (!receipt || left.length > 1) throw new Error(`${left.length} receipts`)
  const [event] = await stack.eventsOf(left)
  return { receipt, event, detail: event?.detail }
}

const anInstant = (pattern: RegExp) => expect.stringMatching(pattern)

describe('an event', () => {
  it.each(['acquirer', 'antom', 'mini-program', 'worldfirst'] as const)(
    'of %s tells what came, and nothing else',
    async (platform) => {
      const body = newBody(platform)
      const { receipt, event } = await deliver(platform, body)
      expect(event).toStrictEqual({
        version: '0',
        id: expect.any(String),
        'detail-type': 'notifyPayment',
        source: `alipay.${platform}`,
        account: expect.any(String),
        time: anInstant(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        region: expect.any(String),
        resources: [],
        detail: {
          id: eventIdOf(receipt),
          sequence: 1,
          platform,
          clientId: stack.sender(platform).clientId,
          api: 'notifyPayment',
          subject: `payment#${paymentOf(body)}`,
          receivedAt: anInstant(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          recognised: true,
          conflicting: false,
          stale: false,
          state: { before: null, after: 'SUCCESS' },
          changed: true,
          body: JSON.parse(body),
        },
      })
    },
  )

  it('of what is not understood has no body', async () => {
    const { receipt, event } = await deliver('antom', '{"disputeId":"dispute-1"}')
    expect(event).toMatchObject({ source: 'alipay.antom', 'detail-type': 'unrecognised' })
    expect(event?.detail).toStrictEqual({
      id: eventIdOf(receipt),
      sequence: 1,
      platform: 'antom',
      clientId: stack.sender('antom').clientId,
      api: 'unrecognised',
      subject: anInstant(/^unrecognised#[\w-]{43}$/),
      receivedAt: expect.any(String),
      recognised: false,
      conflicting: false,
      stale: false,
      state: { before: null, after: null },
      changed: false,
    })
  })

  it('never carries a secret field, though the receipt holds it', async () => {
    const card = { cardNo: 'canary', expiryYear: 'canary' }
    const acquirerInfo = { acquirerName: 'a bank', acquirerCardToken: 'canary' }
    const undocumented = { refreshToken: 'canary', metadata: '{"list":[{"cardNo":"canary"}]}' }
    const sent = withMembers(newBody('antom'), { paymentResultInfo: card, acquirerInfo, ...undocumented })
    const { receipt, detail } = await deliver('antom', sent)
    expect(receipt.body.toString()).toBe(sent)
    expect(detail?.body).toMatchObject({ acquirerInfo: { acquirerName: 'a bank' } })
    expect(detail).toMatchObject({
      redacted: ['acquirerInfo.acquirerCardToken', 'metadata', 'paymentResultInfo', 'refreshToken'],
      receipt: { subjectKey: receipt.subjectKey, receiptKey: receipt.receiptKey },
    })
    expect(JSON.stringify(stack.events())).not.toContain('canary')
    expect(stack.log()).not.toContain('canary')
  })

  it('that would be too large tells where the receipt stands in place of the body', async () => {
    const sent = withMembers(newBody('antom'), { extendInfo: 'x'.repeat(400_000) })
    const { receipt, detail } = await deliver('antom', sent)
    expect(receipt.body.toString()).toBe(sent)
    expect(detail).not.toHaveProperty('body')
    expect(detail).toMatchObject({
      recognised: true,
      changed: true,
      receipt: { subjectKey: receipt.subjectKey, receiptKey: receipt.receiptKey },
    })
  })
})

it('all events are the same when everything is delivered again', async () => {
  const [pending, final] = [{ notifyType: 'PAYMENT_PENDING' }, {}]
  const body = newBody('antom')
  for (const sent of [final, pending].map((members) => withMembers(body, members)))
    await deliver('antom', sent)
  await deliver('antom', withOtherAmount(body))
  const told = stack.events().map(({ detail }) => JSON.stringify(detail))

  await stack.restart(() => rmSync(stack.files.checkpoint))
  await vi.waitUntil(() => stack.events().length === 2 * told.length, { timeout: 10_000 })
  const again = stack
    .events()
    .slice(told.length)
    .map(({ detail }) => JSON.stringify(detail))
  expect(again.toSorted()).toEqual(told.toSorted())
})
