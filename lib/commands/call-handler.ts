import { type Result, resultBody } from '../protocol/result.ts'
import type { CommandDesk } from './command-desk.ts'
import { describe, type Ending } from './ending.ts'
import type { Outcome } from './journal.ts'
import { readOutcome } from './read-outcome.ts'
import type { Work } from './work.ts'

/** What the handler came to: how the command ends, and the outcome where that is final. */
export interface Given {
  readonly ending: Ending
  readonly outcome?: Outcome
}

/** Calls the partner's handler and checks what it gives: all but a final outcome is answered U. Never rejects. */
export async function callHandler(
  { api, command }: Work,
  attempt: number,
  signal: AbortSignal,
  { handler, platform }: Pick<CommandDesk, 'handler' | 'platform'>,
): Promise<Given> {
  const { sendAgain } = platform.answers
  try {
    const read = readOutcome(await handler({ ...command, attempt, signal }), api)
    if (!read.ok) return unanswerable('outcome-malformed', `${api.name}: ${read.refusal}`, sendAgain)
    const { status, body } = read.value
    if (status === 'U') return { ending: { disposition: 'undecided', body } }
    const disposition = status === 'S' ? 'succeeded' : 'failed'
    return { ending: { disposition, body }, outcome: { status, body } }
  } catch (cause) {
    return unanswerable('handler-failed', describe(cause), sendAgain)
  }
}

function unanswerable(
  disposition: 'outcome-malformed' | 'handler-failed',
  cause: string,
  sendAgain: Result,
): Given {
  return { ending: { disposition, body: resultBody(sendAgain), cause } }
}
