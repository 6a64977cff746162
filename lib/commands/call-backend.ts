import { type Result, resultBody } from '../protocol/result.ts'
import { type CommandResult, describe } from './command-result.ts'
import type { ExecuteParts } from './execute-parts.ts'
import { expiredAt } from './expired-at.ts'
import type { Entry, Outcome } from './journal.ts'
import { readOutcome } from './read-outcome.ts'
import type { Work } from './work.ts'

/** What the handler came to: how the command ends, and the outcome where that is final. */
export interface Given {
  readonly ending: CommandResult
  readonly outcome?: Outcome
}

/**
 * Calls the partner's handler and checks what it gives: all but a final outcome is answered U. What is begun for the
 * first time and has expired is F, without a call. Never rejects.
 */
export async function callBackend(
  work: Work,
  { attempt, firstBegunAt }: Pick<Entry, 'attempt' | 'firstBegunAt'>,
  signal: AbortSignal,
  { backend, platform }: Pick<ExecuteParts, 'backend' | 'platform'>,
): Promise<Given> {
  const { api, command } = work
  const { sendAgain } = platform.answers
  // One that was first begun in time must be asked for: the backend may have acted then.
  const expired = expiredAt(firstBegunAt, work)
  if (expired) {
    const { body } = expired
    return { ending: { disposition: 'failed', body, cause: 'it came expired' }, outcome: expired }
  }
  try {
    const read = readOutcome(await backend({ ...command, attempt, signal }), api)
    if (!read.ok) return unanswerable('outcome-malformed', `${api.name}: ${read.refusal}`, sendAgain)
    const { status, body } = read.value
    if (status === 'U') return { ending: { disposition: 'undecided', body } }
    const disposition = status === 'S' ? 'succeeded' : 'failed'
    return { ending: { disposition, body }, outcome: { status, body } }
  } catch (cause) {
    return unanswerable('backend-failed', describe(cause), sendAgain)
  }
}

function unanswerable(
  disposition: 'outcome-malformed' | 'backend-failed',
  cause: string,
  sendAgain: Result,
): Given {
  return { ending: { disposition, body: resultBody(sendAgain), cause } }
}
