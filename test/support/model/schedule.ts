/** Chooses a way on: a whole number from 0 to below `ways`. */
export type Choose = (ways: number) => number

/** What befalls a call. A caller that is told nothing is dead, and its other calls with it. */
const fates = [
  { happens: true, told: 'the answer' },
  { happens: false, told: 'an error' },
  { happens: true, told: 'an error' },
  { happens: false, told: 'nothing' },
  { happens: true, told: 'nothing' },
] as const

interface Call {
  readonly caller: string
  /** Lets the call happen; gives back what answers the caller. */
  readonly happen: () => Promise<() => void>
  readonly fail: () => void
}

/** Holds calls back, so that a test decides in which order they happen, and which of them do. */
interface Gates {
  /** The same port, but that each call of its methods waits. */
  hold<Port extends object>(caller: string, port: Port): Port
  /** Lets the waiting calls happen one by one as chosen, at most so many of them with a fault, until none waits. */
  open(choose: Choose, faults: number): Promise<void>
}

export function createGates(): Gates {
  let waiting: Call[] = []

  function held(caller: string, method: (...args: unknown[]) => Promise<unknown>) {
    return (...args: unknown[]) =>
      new Promise((resolve, reject) => {
        waiting.push({
          caller,
          happen: () =>
            method(...args).then(
              (value) => () => resolve(value),
              (cause) => () => reject(cause),
            ),
          fail: () => reject(new Error('a fault of the test')),
        })
      })
  }

  return {
    hold: (caller, port) => new Proxy(port, { get: (target, name) => held(caller, Object(target)[name]) }),

    async open(choose, faults) {
      let left = faults
      for (await quiet(); waiting.length > 0; await quiet()) {
        const ways = left > 0 ? fates.length : 1
        const chosen = choose(waiting.length * ways)
        const call = waiting[Math.floor(chosen / ways)]
        const fate = fates[chosen % ways]
        if (!call || !fate) throw new Error('there is no such way on')
        if (fate !== fates[0]) left--
        const dead = fate.told === 'nothing' ? call.caller : undefined
        waiting = waiting.filter((other) => other !== call && other.caller !== dead)
        const answer = fate.happens ? await call.happen() : call.fail
        if (fate.told === 'the answer') answer()
        if (fate.told === 'an error') call.fail()
      }
    },
  }
}

/** Whether no schedule has come to that state yet, and all ways on from it are still to be gone. */
export type IsNew = (state: () => string) => boolean

/**
 * Runs `once` under every sequence of choices that it can be given; tells how many there were. Where it asks, and is told
 * that a state is not new, it may end: the ways on from there are gone by another.
 */
export async function everySchedule(once: (choose: Choose, isNew: IsNew) => Promise<void>): Promise<number> {
  const path: { chosen: number; ways: number }[] = []
  const seen = new Set<string>()
  for (let schedules = 1; ; schedules++) {
    let step = 0
    const choose: Choose = (ways) => {
      const next = path[step] ?? { chosen: 0, ways }
      path[step++] = next
      return next.chosen
    }
    const ahead = path.length
    await once(choose, (state) => step < ahead || seen.size < seen.add(state()).size)
    while (path.length > 0 && isExhausted(path.at(-1))) path.pop()
    const last = path.at(-1)
    if (!last) return schedules
    last.chosen++
  }
}

function isExhausted(choice: { chosen: number; ways: number } | undefined): boolean {
  return choice !== undefined && choice.chosen + 1 >= choice.ways
}

/** Resolves when nothing is left to do but what waits at a gate. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
