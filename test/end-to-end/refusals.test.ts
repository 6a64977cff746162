import { createHash } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { send, signRequest } from '../../tools/alipay/signed-request.ts'
import { answerTo, refusals, TAKEN } from '../support/answer.ts'
import { type Forgeries, forgeries, strangers, unsignable } from '../support/forgeries.ts'
import { startStack } from '../support/local-stack.ts'
import { newBody, withHeader, withMembers } from '../support/requests.ts'

const stack = await startStack()

const senders = refusals.map((row) => ({ ...row, sender: stack.sender(row.platform) }))

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

  it.each(senders)('is found in the log of $platform by the id that its sender was given', async (row) => {
    const forged = { ...genuine(row), body: Buffer.from('{}') }
    const { headers } = await send(forged)
    const lineOf = () => stack.log().match(new RegExp(`.*"correlationId":"${headers['apigw-requestid']}".*`))
    await vi.waitUntil(lineOf, { timeout: 5_000 })
    expect(JSON.parse(String(lineOf()))).toMatchObject({
      message: 'notification refused',
      platform: row.platform,
      path: forged.target,
      bytes: 2,
      bodySha256: createHash('sha256').update('{}').digest('hex'),
      urisTried: [forged.target],
    })
  })

  it.each(senders)('leaves no word of itself in the log of $platform', async (row) => {
    const all = [...forgeries, ...unsignable, ...strangers]
    for (const [, forge] of all) await answerTo(forge(genuine(row), row.sender), row.sender)
    await answerTo(withHeader(genuine(row), 'Request-Time', `the last for ${row.platform}`), row.sender)
    await vi.waitUntil(() => stack.log().includes(`the last for ${row.platform}`), { timeout: 5_000 })
    expect(stack.log()).not.toMatch(/canary|[\w+/%=-]{100}|(PRIVATE|PUBLIC) KEY/)
  })
})
