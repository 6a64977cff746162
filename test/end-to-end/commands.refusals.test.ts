import { describe, expect, it } from 'vitest'
import { TAKEN } from '../support/request/answer.ts'
import { type Forge, forgeries, strangers, unsignable } from '../support/request/forgeries.ts'
import { withHeader, withMembers } from '../support/request/requests.ts'
import { commandCases, openCallers } from '../support/stack/command-urls.ts'
import { startFaultyStack } from '../support/stack/faulty-stack.ts'

const stack = await startFaultyStack({
  commanding: commandCases.map(({ platform }) => platform),
  delivers: false,
})
const callerOf = openCallers(stack)

/** A command of which no word may ever be logged. */
function genuine({ platform, api, create }: (typeof commandCases)[number]) {
  const body = withMembers(create(), { memo: 'canary-of-the-body' })
  return withHeader(callerOf(platform).sign(api, body), 'Agent-Token', 'canary-of-the-token')
}

/** Each platform's answer to the forgery of a command of its own, none of which the journal or the backend hears of. */
async function expectRefused(forge: Forge, expected: (row: (typeof commandCases)[number]) => string) {
  for (const row of commandCases) {
    const caller = callerOf(row.platform)
    const outcome = await caller.outcomeOf(forge(genuine(row), caller.sender))
    expect(outcome, row.platform).toMatchObject({ answer: expected(row), journal: 0, backend: [] })
  }
}

describe('a command that is not genuine', () => {
  it.each(forgeries)('with %s is refused by every platform', (_, forge) =>
    expectRefused(forge, ({ notGenuine }) => `200 ${notGenuine} signed`),
  )

  it.each(unsignable)('with %s is refused by every platform, unsigned', (_, forge) =>
    expectRefused(forge, ({ notGenuine }) => `200 ${notGenuine} unsigned`),
  )

  it.each(strangers)('of %s is refused by every platform, unsigned', (_, forge) =>
    expectRefused(forge, ({ stranger }) => `200 ${stranger} unsigned`),
  )

  it.each(commandCases)('does not stand in the way of what comes to $platform after it', async (row) => {
    const { sender, ask, outcomeOf } = callerOf(row.platform)
    for (const [, forge] of forgeries) await ask(forge(genuine(row), sender))
    expect(await outcomeOf(genuine(row))).toMatchObject({ answer: TAKEN })
  })

  it.each(commandCases)('leaves no word of itself in the log of $platform', async (row) => {
    const { sender, ask, counts } = callerOf(row.platform)
    const all = [...forgeries, ...unsignable, ...strangers]
    for (const [, forge] of all) await ask(forge(genuine(row), sender))
    expect((await counts()).length).toBeGreaterThanOrEqual(all.length)
    expect(stack.log()).not.toMatch(/canary|[\w+/%=-]{100}|(PRIVATE|PUBLIC) KEY/)
  })
})
