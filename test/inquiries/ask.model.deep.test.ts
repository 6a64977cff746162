import { describe, expect, it } from 'vitest'
import { type AskWorld, createAskRun, type Truth } from '../support/model/ask-model-world.ts'
import { runs } from '../support/model/runs.ts'

/** Numbers below 1, the same for the same seed: https://en.wikipedia.org/wiki/Xorshift */
function randomOf(seed: number) {
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1
  return () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
}

const MINUTE = 60_000

/** Goes as chosen, and then on until nothing is left to do; gives what is wrong then. */
async function wrongsOf(world: AskWorld, random: () => number): Promise<readonly string[]> {
  const run = createAskRun(world)
  const trail: string[] = []
  let left = world.disturbances
  const anyOf = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]
  const steps = 20 + Math.floor(random() * 80)
  for (let step = 0; step < steps; step++) {
    const disturbance = left > 0 && random() < 0.12 ? anyOf(run.disturbances()) : undefined
    if (disturbance) left--
    const way = disturbance ?? anyOf(run.ways())
    if (!way) break
    trail.push(way.title)
    await run.go(way)
  }
  if (random() < 0.5) run.noMoreNotifications()
  for (let step = 0; step < 3_000; step++) {
    const [way] = run.ways()
    if (!way) break
    trail.push(way.title)
    await run.go(way)
  }
  const wrongs = run.ways().length > 0 ? ['it never ends'] : run.ends()
  return wrongs.length > 0 ? [...wrongs, ...trail] : []
}

const truths: readonly (readonly (readonly [number, Truth])[])[] = [
  [[0, 'SUCCESS']],
  [
    [0, 'PROCESSING'],
    [3 * MINUTE, 'SUCCESS'],
  ],
  [
    [0, 'PENDING'],
    [2 * MINUTE, 'FAIL'],
  ],
  [[0, 'ABSENT']],
  [
    [0, 'ABSENT'],
    [3 * MINUTE, 'SUCCESS'],
  ],
  [[0, 'PROCESSING']],
  [
    [0, 'UNHEARD-OF'],
    [4 * MINUTE, 'SUCCESS'],
  ],
  [
    [0, 'FAIL'],
    [90_000, 'SUCCESS'],
  ],
  [
    [0, 'SUCCESS'],
    [2 * MINUTE, 'FAIL'],
    [4 * MINUTE, 'SUCCESS'],
  ],
  [
    [0, 'SUCCESS'],
    [2 * MINUTE, 'CANCELLED'],
  ],
]

function anyWorld(random: () => number): AskWorld {
  const anyOf = <Item>(...items: readonly [Item, ...Item[]]) =>
    items[Math.floor(random() * items.length)] as Item
  const several = <Item>(most: number, make: () => Item) =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, make)
  const time = () => Math.floor(random() * 10) * 30_000
  return {
    truth: anyOf(...(truths as [(typeof truths)[number]])),
    notifications: several(3, () => ({
      at: time(),
      state: anyOf('PENDING' as const, 'SUCCESS' as const, 'FAIL' as const),
      says: anyOf('', '', 'other'),
    })),
    announcements: several(3, () => ({
      at: time(),
      delayMs: anyOf(0, MINUTE),
      ...(random() < 0.5 && { forMs: anyOf(MINUTE / 2, 5 * MINUTE, 12 * MINUTE, 20 * MINUTE) }),
      ...(random() < 0.3 && { schedule: 'in-store' }),
    })),
    disturbances: Math.floor(random() * 5),
    skews: anyOf([0], [0, 2_000], [2_000, 0, -2_000]),
  }
}

describe('every announced payment ends in one final change, or is unresolved:', () => {
  it('random worlds', { timeout: 600_000 }, async () => {
    const count = runs(2_000)
    const begun = performance.now()
    for (let seed = 1; seed <= count; seed++) {
      const random = randomOf(seed)
      for (let warm = 0; warm < 3; warm++) random()
      const wrongs = await wrongsOf(anyWorld(random), random)
      if (wrongs.length > 0) expect([`seed ${seed}`, ...wrongs]).toEqual([])
    }
    console.log((performance.now() - begun) / count, 'ms each')
  })
})
