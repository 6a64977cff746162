interface Timer {
  readonly due: number
  readonly controller: AbortController
}

/** Time that passes only when a test says so. */
export interface FakeTime {
  /** Epoch milliseconds. */
  readonly clock: () => number
  /** Milliseconds since the start, whatever the clock was set to. */
  readonly elapsed: () => number
  /** A signal that aborts when so much time has passed. */
  readonly timeout: (ms: number) => AbortSignal
  /** Lets time pass, timers fire in their order, and everything that waits for them run on. */
  pass(ms: number): Promise<void>
  /** As Lambda does between two invocations: time goes on, but no timer fires before it passes again. */
  freeze(ms: number): void
  /** Sets the clock, forwards or back; timers do not mind. */
  setClock(byMs: number): void
}

export function fakeTime(): FakeTime {
  let wall = 1_795_000_000_000
  let elapsed = 0
  let timers: readonly Timer[] = []

  const advance = (ms: number) => {
    wall += ms
    elapsed += ms
  }
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

  return {
    clock: () => wall,
    elapsed: () => elapsed,
    timeout(ms) {
      const controller = new AbortController()
      timers = [...timers, { due: elapsed + ms, controller }].toSorted((a, b) => a.due - b.due)
      return controller.signal
    },
    async pass(ms) {
      const until = elapsed + ms
      await settle()
      for (let next = timers[0]; next && next.due <= until; next = timers[0]) {
        timers = timers.slice(1)
        advance(Math.max(0, next.due - elapsed))
        next.controller.abort(new DOMException('too late', 'TimeoutError'))
        await settle()
      }
      advance(until - elapsed)
    },
    freeze: advance,
    setClock(byMs) {
      wall += byMs
    },
  }
}
