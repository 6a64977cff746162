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
  readonly others: readonly unknown[]
  /** There once it has happened. */
  answer?: { readonly value: unknown }
}

/** What may befall a call that has not happened yet. A caller that is told nothing is dead. */
interface Fate {
  readonly told: 'an error' | 'nothing' | 'the answer' | { readonly other: unknown }
  readonly happens: 'never' | 'late' | 'late too'
}

function fatesOf({ others }: Call): readonly Fate[] {
  const untold = (['an error', 'nothing', ...others.map((other) => ({ other }))] as const).flatMap((told) =>
    (['never', 'late'] as const).map((happens) => ({ told, happens })),
  )
  // It was asked for twice, and the first may arrive after the second.
  return others.length > 0 ? untold : [...untold, { told: 'the answer', happens: 'late too' }]
}

/** The calls of a caller that makes one after the other. Each happens, and is answered, only when a way is gone. */
export interface Flight {
  hold<Value>(
    name: string,
    asked: unknown,
    happen: () => Promise<Value>,
    others?: readonly Value[],
  ): Promise<Value>
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
    if (typeof told === 'object') end(told, () => call.tell(told.other))
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

  return {
    hold: (name, asked, happen, others = []) =>
      new Promise((resolve, fail) => {
        learnt.push(clock())
        waiting = { name, asked, happen, others, fail, tell: (value) => resolve(value as never) }
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
      return fatesOf(call).map((fate) =>
        way(`${call.name}: told ${JSON.stringify(fate.told)}, happens ${fate.happens}`, () =>
          meet(call, fate),
        ),
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
