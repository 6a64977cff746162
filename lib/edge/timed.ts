import type { Backend, Destination, PreparedCall } from '../commands/backend.ts'
import type { Clock } from '../time/timing.ts'

interface Parts {
  readonly backend: Backend
  readonly clock: Clock
}

/** The backend, and how many milliseconds it has taken so far; undefined where it was not called. One for each request. */
export function timed({ backend, clock }: Parts) {
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
  const { prepare } = backend
  const prepared = prepare && {
    prepare(destination: Destination): PreparedCall {
      const call = prepare(destination)
      return { ...call, backend: watched(call.backend) }
    },
  }
  return {
    backend: Object.assign(watched(backend), prepared),
    backendMs: () => (begunAt === undefined ? undefined : (endedAt ?? clock()) - begunAt),
  }
}
