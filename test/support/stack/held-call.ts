import type { Fate } from './fault-proxy.ts'

/** A fate that a test ends when it likes. */
export interface HeldCall {
  readonly fate: Fate
  /** Resolves when the call is held. */
  readonly reached: Promise<void>
  letGo(): void
}

/** Holds a call back before the service hears of it. */
export function holdRequest(): HeldCall {
  const { reached, letGo, hold } = gate()
  const fate: Fate = async ({ forward, answer }) => {
    await hold()
    answer(await forward())
  }
  return { fate, reached, letGo }
}

/** Lets the service act, and holds its answer back. */
export function holdAnswer(): HeldCall {
  const { reached, letGo, hold } = gate()
  const fate: Fate = async ({ forward, answer }) => {
    const held = await forward()
    await hold()
    answer(held)
  }
  return { fate, reached, letGo }
}

function gate() {
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>()
  const { promise: released, resolve: letGo } = Promise.withResolvers<void>()
  return {
    reached,
    letGo,
    hold() {
      reach()
      return released
    },
  }
}
