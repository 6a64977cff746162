import { describe, expect, it } from 'vitest'
import { TAKEN } from '../support/answer.ts'
import { doors, openDoors } from '../support/command-urls.ts'
import { startFaultyStack } from '../support/faulty-stack.ts'
import { type Forgeries, forgeries, strangers, unsignable } from '../support/forgeries.ts'
import { withHeader, withMembers } from '../support/requests.ts'

const stack = await startFaultyStack({ commanding: doors.map(({ platform }) => platform), delivers: false })
const doorOf = openDoors(stack)

const everyDoor = (forged: Forgeries) =>
  forged.flatMap(([what, forge]) => doors.map((row) => ({ ...row, what, forge })))

/** A command of which no word may ever be logged. */
function genuine({ platform, api, create }: (typeof doors)[number]) {
  const body = withMembers(create(), { memo: 'canary-of-the-body' })
  return withHeader(doorOf(platform).sign(api, body), 'Agent-Token', 'canary-of-the-token')
}

async function expectRefused(row: ReturnType<typeof everyDoor>[number], answer: string): Promise<void> {
  const door = doorOf(row.platform)
  const outcome = await door.outcomeOf(row.forge(genuine(row), door.sender))
  expect(outcome).toMatchObject({ answer, journal: 0, backend: [] })
}

describe('a command that is not genuine', () => {
  it.each(everyDoor(forgeries))('with $what is refused by $platform', (row) =>
    expectRefused(row, `200 ${row.notGenuine} signed`),
  )

  it.each(everyDoor(unsignable))('with $what is refused by $platform, unsigned', (row) =>
    expectRefused(row, `200 ${row.notGenuine} unsigned`),
  )

  it.each(everyDoor(strangers))('of $what is refused by $platform, unsigned', (row) =>
    expectRefused(row, `200 ${row.stranger} unsigned`),
  )

  it.each(doors)('does not stand in the way of what comes to $platform after it', async (row) => {
    const { sender, ask, outcomeOf } = doorOf(row.platform)
    for (const [, forge] of forgeries) await ask(forge(genuine(row), sender))
    expect(await outcomeOf(genuine(row))).toMatchObject({ answer: TAKEN })
  })

  it.each(doors)('leaves no word of itself in the log of $platform', async (row) => {
    const { sender, ask, counts } = doorOf(row.platform)
    const all = [...forgeries, ...unsignable, ...strangers]
    for (const [, forge] of all) await ask(forge(genuine(row), sender))
    expect((await counts()).length).toBeGreaterThanOrEqual(all.length)
    expect(stack.log()).not.toMatch(/canary|[\w+/%=-]{100}|(PRIVATE|PUBLIC) KEY/)
  })
})
