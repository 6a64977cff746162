import { describe, expect, it } from 'vitest'
import type { TendParts } from '../../lib/inquiries/tend-parts.ts'
import { anyWorld, everyWayOf, randomOf, wrongsOf } from '../support/model/ask-model-random.ts'
import { smallWorlds } from '../support/model/ask-model-worlds.ts'
import { runs } from '../support/model/runs.ts'

/** What is wrong in the first of so many random worlds in which anything is. */
async function wrongsOfWorlds(count: number, spoil: (parts: TendParts) => TendParts = (parts) => parts) {
  for (let seed = 1; seed <= count; seed++) {
    const random = randomOf(seed)
    const wrongs = await wrongsOf({ ...anyWorld(random), spoil }, random)
    if (wrongs.length > 0) return [`seed ${seed}`, ...wrongs]
  }
  return []
}

function worldNamed(name: string) {
  const found = smallWorlds.find(([one]) => one === name)
  if (!found) throw new Error(`no world is called ${name}`)
  return found[1]
}

describe('every announced payment ends in one final change or is unresolved, and no two finals stay unsettled:', () => {
  it.each(smallWorlds)('%s, every way', { timeout: 120_000 }, async (_, world) => {
    const { wrongs, schedules } = await everyWayOf(world)
    expect(wrongs).toEqual([])
    expect(schedules).toBeGreaterThan(100)
  })

  it('random worlds: notifications, announcements, faults, crashes, doubles, old answers', {
    timeout: 600_000,
  }, async () => {
    expect(await wrongsOfWorlds(runs(100_000))).toEqual([])
  })
})

describe('the check itself finds', () => {
  it.each<[string, (parts: TendParts) => TendParts, world: string, wrong: string]>([
    [
      'watches that are written without their version',
      (parts) => ({
        ...parts,
        watches: {
          ...parts.watches,
          write: async (key, value, _, expires) => {
            const held = await parts.watches.read(key)
            return parts.watches.write(key, value, held?.version, expires)
          },
        },
      }),
      'the end of the time, and who joins just then',
      'a watch ended before its time',
    ],
    [
      'a log that forgets when things were said',
      (parts) => ({
        ...parts,
        log: {
          latest: async (subject) => (await parts.log.latest(subject)).map(({ saidAt, ...entry }) => entry),
        },
      }),
      'an old answer after two finals',
      'an old answer undoes what is newer',
    ],
    [
      'a queue that forgets what it is to bring',
      (parts) => ({ ...parts, wakeUps: { send: async () => {} } }),
      'an announcement, and its message comes twice',
      'nobody asks any more, and nothing is known',
    ],
  ])('%s', { timeout: 120_000 }, async (_, spoil, world, wrong) => {
    const { wrongs: found } = await everyWayOf({ ...worldNamed(world), spoil })
    expect(found).toContainEqual(expect.stringContaining(wrong))
  })
})
