import { resultBody } from '../protocol/result.ts'
import { type CommandResult, describe } from './command-result.ts'
import type { ExecuteParts } from './execute-parts.ts'
import { expiredAt } from './expired-at.ts'
import type { Entry } from './journal.ts'
import { readOutcome } from './read-outcome.ts'
import type { Task } from './task.ts'

const dispositions = { S: 'succeeded', F: 'failed', U: 'undecided' } as const

/**
 * Calls the backend and checks what it answers: all but S and F is answered U. What was first begun after its expiry is
 * F without a call, at every attempt. Never rejects.
 */
export async function callBackend(
  task: Task,
  { attempt, firstBegunAt }: Pick<Entry, 'attempt' | 'firstBegunAt'>,
  signal: AbortSignal,
  { backend, platform }: Pick<ExecuteParts, 'backend' | 'platform'>,
): Promise<CommandResult> {
  const { api, command } = task
  // What was first begun in time is asked for however late: the backend may have acted then.
  const expired = expiredAt(firstBegunAt, task)
  if (expired) return expired
  const sendAgain = resultBody(platform.answers.sendAgain)
  try {
    const read = readOutcome(await backend({ ...command, attempt, signal }), api)
    return read.ok
      ? { disposition: dispositions[read.value.status], body: read.value.body }
      : { disposition: 'outcome-malformed', body: sendAgain, cause: `${api.name}: ${read.refusal}` }
  } catch (cause) {
    return { disposition: 'backend-failed', body: sendAgain, cause: describe(cause) }
  }
}
