import { describe, expect, it, vi } from 'vitest'
import { signRequest } from '../../tools/local/alipay.ts'
import { answerTo, TAKEN } from '../support/answer.ts'
import { type Forgeries, forgeries, strangers, unsignable } from '../support/forgeries.ts'
import { startStack } from '../support/local-stack.ts'
import { newBody, withHeader, withMembers } from '../support/requests.ts'

const stack = await startStack()

/** What the sender must be told so that it never gives up on a message that is genuine after all (design §2). */
const senders = [
  { platform: 'acquirer', notGenuine: 'F INVALID_SIGNATURE', stranger: 'F INVALID_CLIENT' },
  { platform: 'antom', notGenuine: 'F INVALID_SIGNATURE', stranger: 'F INVALID_CLIENT' },
  { platform: 'mini-program', notGenuine: 'U UNKNOWN_EXCEPTION', stranger: 'U UNKNOWN_EXCEPTION' },
  { platform: 'worldfirst', notGenuine: 'U UNKNOWN_EXCEPTION', stranger: 'U UNKNOWN_EXCEPTION' },
].map((row) => ({ ...row, sender: stack.sender(row.platform) }))

const everySender = (forged: Forgeries) =>
  forged.flatMap(([what, forge]) => senders.map((row) => ({ ...row, what, forge })))

/** A request of which no word may ever be logged. */
function genuine({ platform, sender }: (typeof senders)[number]) {
  const body = withMembers(newBody(platform), { memo: 'canary-of-the-body' })
  return withHeader(signRequest(sender, body), 'Agent-Token', 'canary-of-the-token')
}

async function expectRefused(row: ReturnType<typeof everySender>[number], answer: string): Promise<void> {
  const forged = row.forge(genuine(row), row.sender)
  const { value, left } = await stack.leaving(() => answerTo(forged, row.sender))
  expect(value).toBe(answer)
  expect(left).toEqual([])
}

describe('a request that is not genuine', () => {
  it.each(everySender(forgeries))('with $what is refused by $platform', (row) =>
    expectRefused(row, `200 ${row.notGenuine} signed`),
  )

  it.each(everySender(unsignable))('with $what is refused by $platform, unsigned', (row) =>
    expectRefused(row, `200 ${row.notGenuine} unsigned`),
  )

  it.each(everySender(strangers))('of $what is refused by $platform, unsigned', (row) =>
    expectRefused(row, `200 ${row.stranger} unsigned`),
  )

  it.each(senders)('does not stand in the way of what comes to $platform after it', async (row) => {
    for (const [, forge] of forgeries) await answerTo(forge(genuine(row), row.sender), row.sender)
    expect(await answerTo(genuine(row), row.sender)).toBe(TAKEN)
  })

  it.each(senders)('leaves no word of itself in the log of $platform', async (row) => {
    const before = stack.log().length
    const forged = [...forgeries, ...unsignable, ...strangers].map(([, forge]) =>
      forge(genuine(row), row.sender),
    )
    for (const request of forged) await answerTo(request, row.sender)
    const lines = () =>
      stack
        .log()
        .slice(before)
        .split('\n')
        .filter((line) => line.includes('"message":"notification '))
    await vi.waitFor(() => expect(lines()).toHaveLength(forged.length), { timeout: 5_000 })
    for (const hidden of [/canary/, /[\w+/%=-]{100}/, row.sender.partnerPublicKey]) {
      expect(stack.log()).not.toMatch(hidden)
    }
  })
})
