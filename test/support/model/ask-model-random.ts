import { type AskWorld, befallings, createAskRun, type Truth, type Way } from './ask-model-world.ts'
import { everySchedule } from './schedule.ts'

/** Numbers below 1, the same for the same seed: https://en.wikipedia.org/wiki/Xorshift */
export function randomOf(seed: number) {
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
  // The first numbers of neighbouring seeds are alike.
  for (let skipped = 0; skipped < 3; skipped++) next()
  return next
}

const MINUTE = 60_000

/** Goes as chosen, and then on until nothing is left to do; gives what is wrong then, and how it came to that. */
export async function wrongsOf(world: AskWorld, random: () => number): Promise<readonly string[]> {
  const run = createAskRun(world)
  const trail: Way[] = []
  let left = world.disturbances
  const anyOf = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]
  const go = async (way: Way) => {
    trail.push(way)
    await run.go(way)
  }
  const steps = 10 + Math.floor(random() * 70)
  for (let step = 0; step < steps; step++) {
    const befalls = left > 0 && random() < 0.15 ? anyOf(befallings) : undefined
    const disturbance = befalls && anyOf(run.befalls(befalls))
    if (disturbance) left--
    const way = disturbance ?? anyOf(run.ways())
    if (!way) break
    await go(way)
  }
  if (random() < 0.5) run.noMoreNotifications()
  let more = 2_000
  for (let [way] = run.ways(); way && more > 0; [way] = run.ways()) {
    more--
    await go(way)
  }
  const wrongs = more === 0 ? ['it never ends'] : run.ends()
  return wrongs.length > 0 ? [...wrongs, ...trail.map(({ title }) => title())] : []
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

export function anyWorld(random: () => number): AskWorld {
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

/**
 * Goes every way that there is; gives what is wrong under any, and how many there were. That time passes before all is done
 * that can be is something that befalls.
 */
export async function everyWayOf(world: AskWorld): Promise<{ wrongs: readonly string[]; schedules: number }> {
  let wrongs: readonly string[] = []
  const kinds = world.befalls ?? befallings
  const schedules = await everySchedule(async (choose, isNew) => {
    if (wrongs.length > 0) return
    const run = createAskRun({ ...world, traced: true })
    const trail: Way[] = []
    let left = world.disturbances
    for (;;) {
      const possible = run.ways()
      if (possible.length === 0) break
      const ways = possible.length > 1 ? possible.filter(({ isTime }) => !isTime) : possible
      if (!isNew(() => `${left} ${run.state()}`)) return
      const all =
        left > 0
          ? [...ways, ...possible.filter((way) => !ways.includes(way)), ...kinds.flatMap(run.befalls)]
          : ways
      const chosen = choose(all.length)
      const way = all[chosen]
      if (!way) throw new Error('there is no such way on')
      if (chosen >= ways.length) left--
      trail.push(way)
      await run.go(way)
    }
    const found = run.ends()
    if (found.length > 0) wrongs = [...found, ...trail.map(({ title }) => title())]
  })
  return { wrongs, schedules }
}
