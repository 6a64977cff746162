import { resultBody } from '../protocol/result.ts'
import type { CommandApi } from './command-api.ts'
import { type CommandResult, unknownYet } from './command-result.ts'
import type { Entry, Operation, Role } from './journal.ts'
import { orderIsClosed, repeatInconsistent } from './results.ts'

/**
 * What the record says of a command that was refused the turn, or came too late to end it: a cancel that has not failed
 * beats what it cancels, other key fields are inconsistent, an outcome is repeated.
 */
export function judge(operation: Operation, role: Role, digest: string, api: CommandApi): CommandResult {
  if (role === 'act' && isBarred(operation)) {
    return operation.cancel?.outcome
      ? { disposition: 'closed', body: resultBody(orderIsClosed) }
      : unknownYet(api, 'in-progress', 'a cancel bars it')
  }
  const entry = operation[role]
  if (entry && entry.digest !== digest) {
    return { disposition: 'inconsistent', body: resultBody(repeatInconsistent) }
  }
  return entry?.outcome
    ? { disposition: 'repeated', body: entry.outcome.body }
    : unknownYet(api, 'in-progress', 'it runs')
}

/** Whether there is a cancel that has not failed: from then on it bars what it cancels. */
export function isBarred({ cancel }: Operation): boolean {
  return cancel !== undefined && cancel.outcome?.status !== 'F'
}

/** Whether somebody may still be executing it. */
export function isLeased(entry: Entry | undefined, now: number): boolean {
  return entry !== undefined && !entry.outcome && entry.leaseUntil > now
}
