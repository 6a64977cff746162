import { describe, expect, it } from 'vitest'
import { withOtherAmount } from '../../tools/alipay/fresh-messages.ts'
import { signRequest } from '../../tools/alipay/signed-request.ts'
import { answerTo, TAKEN } from '../support/answer.ts'
import { startStack } from '../support/local-stack.ts'
import { newBody, withMembers } from '../support/requests.ts'

const stack = await startStack()
const platforms = ['acquirer', 'antom', 'mini-program', 'worldfirst'] as const

/** Sends the bodies one after the other, each taken; what they left and what came out of it, in that order. */
async function take(platform: string, ...bodies: readonly string[]) {
  const sender = stack.sender(platform)
  const { left } = await stack.leaving(async () => {
    for (const body of bodies) expect(await answerTo(signRequest(sender, body), sender)).toBe(TAKEN)
  })
  return { left, details: (await stack.eventsOf(left)).map(({ detail }) => detail) }
}

describe('a notification that comes again', () => {
  it.each(platforms)('leaves one receipt and one event, fifty at once for %s', async (platform) => {
    const sender = stack.sender(platform)
    const request = signRequest(sender, newBody(platform))
    const { value, left } = await stack.leaving(() =>
      Promise.all(Array.from({ length: 50 }, () => answerTo(request, sender))),
    )
    expect(value).toEqual(Array(50).fill(TAKEN))
    expect(left).toHaveLength(1)
    expect(await stack.eventsOf(left)).toHaveLength(1)
  })

  it('is the same with other spaces, another order and another human text', async () => {
    const body = newBody('antom')
    const { result, ...others } = JSON.parse(body)
    const { left } = await take(
      'antom',
      body,
      JSON.stringify({ ...others, result: { ...result, resultMessage: 'It went well.' } }),
    )
    expect(left).toHaveLength(1)
  })
})

describe('another amount under a held identity', () => {
  it.each(platforms)(
    'leaves a conflict and a second event, the state unchanged, for %s',
    async (platform) => {
      const body = newBody(platform)
      const other = withOtherAmount(body)
      const { left, details } = await take(platform, body, other, other, body)
      expect(left.map(({ conflicting, body }) => [conflicting, body.toString()])).toEqual([
        [false, body],
        [true, other],
      ])
      expect(details).toMatchObject([
        {
          sequence: 1,
          conflicting: false,
          changed: true,
          state: { before: null, after: 'SUCCESS' },
          body: JSON.parse(body),
        },
        {
          sequence: 2,
          conflicting: true,
          changed: false,
          state: { before: 'SUCCESS', after: 'SUCCESS' },
          body: JSON.parse(other),
        },
      ])
    },
  )
})

describe('progress of one payment', () => {
  const pendingOf = (body: string) => withMembers(body, { notifyType: 'PAYMENT_PENDING' })

  it('is two receipts, and the final state comes last', async () => {
    const final = newBody('antom')
    const { left, details } = await take('antom', pendingOf(final), final)
    expect(left).toHaveLength(2)
    expect(details).toMatchObject([
      { sequence: 1, stale: false, changed: true, state: { before: null, after: 'PENDING' } },
      { sequence: 2, stale: false, changed: true, state: { before: 'PENDING', after: 'SUCCESS' } },
    ])
  })

  it('in the other order is two receipts, and the final state stands against the stale one', async () => {
    const final = newBody('antom')
    const { left, details } = await take('antom', final, pendingOf(final))
    expect(left).toHaveLength(2)
    expect(details).toMatchObject([
      { sequence: 1, stale: false, changed: true, state: { before: null, after: 'SUCCESS' } },
      {
        sequence: 2,
        stale: true,
        changed: false,
        conflicting: false,
        state: { before: 'SUCCESS', after: 'SUCCESS' },
      },
    ])
  })
})
