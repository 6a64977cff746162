/** A step that may come next. */
export interface Way {
  readonly title: string
  readonly go: () => void
}

interface Call {
  readonly name: string
  readonly asked: unknown
  /** Takes effect at once; it may do so twice. */
  readonly happen: () => Promise<unknown>
  readonly tell: (value: unknown) => void
  readonly fail: (cause: Error) => void
  /** What else may be told; a call that has none may be repeated instead. */
  readonly other: unknown
  /** There once it has happened. */
  answer?: { readonly value: unknown }
}

/** What may befall a call that has not happened yet. A caller that is told nothing is dead. */
const fates = [
  { told: 'an error', happens: 'never' },
  { told: 'an error', happens: 'late' },
  { told: 'nothing', happens: 'never' },
  { told: 'nothing', happens: 'late' },
  { told: 'something else', happens: 'never' },
  { told: 'something else', happens: 'late' },
  /** The SDK repeats it, and the first may arrive after the second. */
  { told: 'the answer', happens: 'late too' },
] as const

type Fate = (typeof fates)[number]

/** The calls of a caller that makes one after the other. Each happens, and is answered, only when a way is gone. */
export interface Flight {
  hold<Value>(name: string, asked: unknown, happen: () => Promise<Value>, other?: Value): Promise<Value>
  /** What comes next where nothing befalls. */
  ways(): readonly Way[]
  disturbances(): readonly Way[]
  isDead(): boolean
  isEmpty(): boolean
  /** What its caller goes by, if it still waits, and what else is to come. */
  state(): unknown
}

/** `delays`: whose answers may come later than they happen; those of the others come at once. */
export function createFlight(caller: string, clock: () => number, delays: (call: string) => boolean): Flight {
  const learnt: unknown[] = []
  let isDead = false
  let waiting: Call | undefined
  let late: readonly Call[] = []

  /** Ends the wait; the caller goes on, knowing that. */
  function end(told: unknown, goOn: () => void): void {
    learnt.push(told)
    waiting = undefined
    goOn()
  }

  function meet(call: Call, { told, happens }: Fate): void {
    if (happens !== 'never') late = [...late, call]
    if (told === 'an error') end(told, () => call.fail(new Error('a fault of the test')))
    if (told === 'something else') end(told, () => call.tell(call.other))
    if (told !== 'nothing') return
    isDead = true
    waiting = undefined
  }

  function next(call: Call): Way {
    const { answer, name } = call
    if (answer) return way(`is told of its ${name}`, () => end(answer, () => call.tell(answer.value)))
    return way(`${name} happens`, () => {
      void call.happen().then((value) => {
        call.answer = { value }
        if (!delays(name)) end(call.answer, () => call.tell(value))
      })
    })
  }

  const way = (what: string, go: () => void): Way => ({ title: `${caller} ${what}`, go })
  const canMeet = ({ told }: Fate, { other }: Call) =>
    other === undefined ? told !== 'something else' : told !== 'the answer'

  return {
    hold: (name, asked, happen, other) =>
      new Promise((resolve, fail) => {
        learnt.push(clock())
        waiting = { name, asked, happen, other, fail, tell: (value) => resolve(value as never) }
      }),
    ways() {
      const lateOnes = late.map((call) =>
        way(`${call.name} happens late`, () => {
          late = late.filter((other) => other !== call)
          void call.happen()
        }),
      )
      return waiting ? [next(waiting), ...lateOnes] : lateOnes
    },
    disturbances() {
      const call = waiting
      if (!call || call.answer) return []
      return fates
        .filter((fate) => canMeet(fate, call))
        .map((fate) =>
          way(`${call.name}: told ${fate.told}, happens ${fate.happens}`, () => meet(call, fate)),
        )
    },
    isDead: () => isDead,
    isEmpty: () => !waiting && late.length === 0,
    state: () => [
      waiting && [learnt, waiting.name, waiting.answer],
      late.map(({ name, asked }) => [name, asked]),
    ],
  }
}
