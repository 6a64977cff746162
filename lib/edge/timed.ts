import type { CommandHandler } from '../commands/command-handler.ts'
import type { Clock } from './clock.ts'

interface Parts {
  readonly handler: CommandHandler
  readonly clock: Clock
}

/** The handler, and how many milliseconds it has taken so far; undefined where it was not called. One for each request. */
export function timed({ handler, clock }: Parts) {
  let begunAt: number | undefined
  let endedAt: number | undefined
  const watched: CommandHandler = async (command) => {
    begunAt = clock()
    try {
      return await handler(command)
    } finally {
      endedAt = clock()
    }
  }
  return {
    handler: watched,
    backendMs: () => (begunAt === undefined ? undefined : (endedAt ?? clock()) - begunAt),
  }
}
