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
  it.each<[string, (parts: TendParts) => TendParts, string]>([
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
      'was asked about twice',
    ],
    [
      'a log that forgets when things were said',
      (parts) => ({
        ...parts,
        log: {
          latest: async (subject) => (await parts.log.latest(subject)).map(({ saidAt, ...entry }) => entry),
        },
      }),
      'an old answer undoes what is newer',
    ],
    [
      'answers that do not know after which entry they were asked',
      (parts) => ({
        ...parts,
        inbox: { put: (receipt) => parts.inbox.put({ ...receipt, askedAfter: 1_000 }) },
      }),
      'settles what came after its question',
    ],
    [
      'a queue that loses what it is to bring late',
      (parts) => ({
        ...parts,
        wakeUps: {
          send: async (wake, delayMs) => (delayMs < 120_000 ? parts.wakeUps.send(wake, delayMs) : undefined),
        },
      }),
      'nobody asks any more, and nothing is known',
    ],
  ])('%s', { timeout: 120_000 }, async (_, spoil, wrong) => {
    const wrongs = new Set<string>()
    for (let seed = 1; seed <= 20_000 && ![...wrongs].some((each) => each.includes(wrong)); seed++) {
      const random = randomOf(seed)
      for (const each of await wrongsOf({ ...anyWorld(random), spoil }, random)) wrongs.add(each)
    }
    expect([...wrongs].filter((each) => each.includes(wrong))).not.toEqual([])
  })
})
