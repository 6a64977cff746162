import type { Entry, Operation, Outcome, Role } from './journal.ts'

/** What a command may be told from the record alone. */
export type Verdict =
  | { readonly kind: 'repeated'; readonly outcome: Outcome }
  | { readonly kind: 'in-progress' | 'inconsistent' | 'closed' }

/** Judges a command that was refused the turn, or came too late to end it (design §4): a cancel that has not failed beats its pay. */
export function judge(operation: Operation, role: Role, digest: string): Verdict {
  if (role === 'act' && isBarred(operation)) {
    return { kind: operation.cancel?.outcome ? 'closed' : 'in-progress' }
  }
  const entry = operation[role]
  if (entry && entry.digest !== digest) return { kind: 'inconsistent' }
  return entry?.outcome ? { kind: 'repeated', outcome: entry.outcome } : { kind: 'in-progress' }
}

/** Whether there is a cancel that has not failed: it bars what it cancels from then on. */
export function isBarred({ cancel }: Operation): boolean {
  return cancel !== undefined && cancel.outcome?.status !== 'F'
}

/** Whether somebody may still be at it. */
export function isLeased(entry: Entry | undefined, now: number): boolean {
  return entry !== undefined && !entry.outcome && entry.leaseUntil > now
}
