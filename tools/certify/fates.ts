import type { Answer, Fate, Outgoing } from './recorder.ts'

/** A fate that whoever made it ends. */
export interface Held {
  readonly fate: Fate
  /** Resolves when the call has come as far as it is held. */
  readonly reached: Promise<void>
  letGo(): void
  /** What the backend answered in the end; undefined where nothing came. */
  readonly answered: Promise<Answer | undefined>
}

/** The call does not reach the backend before it is let go. */
export function holdCall(treatment = 'it was held on its way to the backend'): Held {
  return hold(treatment, async (forward, wait) => {
    await wait()
    return forward()
  })
}

/** The backend acts; its answer does not come back before it is let go. */
export function holdAnswer(treatment = 'its answer was held on its way back'): Held {
  return hold(treatment, async (forward, wait) => {
    const answer = await forward()
    await wait()
    return answer
  })
}

/** The backend acts, and nobody hears of it. */
export const cutAnswer: Fate = {
  treatment: 'its answer was cut off on its way back',
  async run({ forward, cut }) {
    await forward()
    cut()
  },
}

/** All but the last byte of the call comes at once; that byte comes when this has resolved. */
export function lastByteAfter(wait: Promise<unknown>): Fate {
  return {
    treatment: 'its last byte was held until its deadline had passed',
    run: async ({ forward, reply }) => reply(await forward({}, wait)),
  }
}

/** The backend gets this in place of what was sent and signed. */
export function altered(treatment: string, change: (call: Outgoing) => Partial<Outgoing>): Fate {
  return {
    treatment,
    run: async ({ call, forward, reply }) => reply(await forward(change(call))),
  }
}

function hold(
  treatment: string,
  pass: (forward: () => Promise<Answer>, wait: () => Promise<void>) => Promise<Answer>,
): Held {
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>()
  const { promise: released, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: answered, resolve: settle } = Promise.withResolvers<Answer | undefined>()
  function wait(): Promise<void> {
    reach()
    return released
  }
  const fate: Fate = {
    treatment,
    async run({ forward, reply }) {
      try {
        const answer = await pass(forward, wait)
        settle(answer)
        reply(answer)
      } catch (cause) {
        settle(undefined)
        reach()
        throw cause
      }
    },
  }
  return { fate, reached, letGo, answered }
}
