import type { Backend, Errand, PreparedCall } from '../commands/backend.ts'
import type { Clock } from './clock.ts'

interface Parts {
  readonly handler: Backend
  readonly clock: Clock
}

/** The handler, and how many milliseconds it has taken so far; undefined where it was not called. One for each request. */
export function timed({ handler, clock }: Parts) {
  let begunAt: number | undefined
  let endedAt: number | undefined
  const watched =
    (call: Backend): Backend =>
    async (command) => {
      begunAt = clock()
      try {
        return await call(command)
      } finally {
        endedAt = clock()
      }
    }
  const { prepare } = handler
  const prepared = prepare && {
    prepare(errand: Errand): PreparedCall {
      const call = prepare(errand)
      return { ...call, handler: watched(call.handler) }
    },
  }
  return {
    handler: Object.assign(watched(handler), prepared),
    backendMs: () => (begunAt === undefined ? undefined : (endedAt ?? clock()) - begunAt),
  }
}
