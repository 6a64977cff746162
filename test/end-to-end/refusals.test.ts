import { createHash } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { send, signRequest } from '../../tools/alipay/signed-request.ts'
import { answerTo, refusals, TAKEN } from '../support/request/answer.ts'
import { type Forge, forgeries, strangers, unsignable } from '../support/request/forgeries.ts'
import { newBody, withHeader, withMembers } from '../support/request/requests.ts'
import { startStack } from '../support/stack/local-stack.ts'

const stack = await startStack()

const senders = refusals.map((row) => ({ ...row, sender: stack.sender(row.platform) }))

/** A request of which no word may ever be logged. */
function genuine({ platform, sender }: (typeof senders)[number]) {
  const body = withMembers(newBody(platform), { memo: 'canary-of-the-body' })
  return withHeader(signRequest(sender, body), 'Agent-Token', 'canary-of-the-token')
}

/** Each platform's answer to the forgery of a request of its own, none of which leaves anything. */
async function expectRefused(forge: Forge, expected: (row: (typeof senders)[number]) => string) {
  const { value, left } = await stack.leaving(() =>
    Promise.all(senders.map((row) => answerTo(forge(genuine(row), row.sender), row.sender))),
  )
  const answers = value.map((answer, index) => `${senders[index]?.platform}: ${answer}`)
  expect(answers).toEqual(senders.map((row) => `${row.platform}: ${expected(row)}`))
  expect(left).toEqual([])
}

describe('a request that is not genuine', () => {
  it.each(forgeries)('with %s is refused by every platform', (_, forge) =>
    expectRefused(forge, ({ notGenuine }) => `200 ${notGenuine} signed`),
  )

  it.each(unsignable)('with %s is refused by every platform, unsigned', (_, forge) =>
    expectRefused(forge, ({ notGenuine }) => `200 ${notGenuine} unsigned`),
  )

  it.each(strangers)('of %s is refused by every platform, unsigned', (_, forge) =>
    expectRefused(forge, ({ stranger }) => `200 ${stranger} unsigned`),
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
