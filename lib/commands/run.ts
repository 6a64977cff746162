import { callHandler } from './call-handler.ts'
import type { CommandDesk } from './command-desk.ts'
import { type Ending, recorded, unknownYet } from './ending.ts'
import type { Claim, Entry } from './journal.ts'
import { isBarred, isLeased } from './judge.ts'
import { untilDeadline } from './until-deadline.ts'
import type { Work } from './work.ts'

/** That of the functions, 12 s, and two more: when it has run out, no environment of its owner answers any more. */
const LEASE_MS = 14_000

/** Executes a command that is not recorded. Never rejects. */
export async function runUnrecorded(work: Work, desk: CommandDesk): Promise<Ending> {
  return untilDeadline(work, desk, async (signal) => (await callHandler(work, 1, signal, desk)).ending)
}

/**
 * Executes a command once (design §4): a claim, the handler, and a settlement before S or F is told; or tells what the
 * record says. Rejects where the journal fails: the sender must be asked to send again.
 */
export async function runRecorded(work: Work, desk: CommandDesk): Promise<Ending> {
  const claim = claimOf(work, desk)
  const { granted, operation } = await desk.journal.claim(claim)
  const entry = operation[claim.role]
  // A refusal that brings back our own claim: the SDK repeated a write whose answer was lost.
  if (!entry || !(granted || isOurs(entry, claim))) {
    return recorded(operation, claim.role, claim.digest, work.api)
  }
  if (claim.role === 'cancel' && isLeased(operation.act, claim.now)) {
    await desk.journal.release(claim)
    return unknownYet(work.api, 'in-progress', 'what it cancels runs')
  }
  if (desk.clock() >= work.command.deadline) {
    await desk.journal.release(claim)
    return unknownYet(work.api, 'timed-out', 'nothing was begun')
  }
  return untilDeadline(work, desk, (signal) => takeTurn(work, claim, entry.attempt, signal, desk))
}

/** The owner's turn. Its lease is given back only where the handler has really returned, and in time. */
async function takeTurn(
  work: Work,
  claim: Claim,
  attempt: number,
  signal: AbortSignal,
  desk: CommandDesk,
): Promise<Ending> {
  const { journal } = desk
  const { ending, outcome } = await callHandler(work, attempt, signal, desk)
  if (!outcome) {
    if (!signal.aborted) await journal.release(claim).catch(() => undefined)
    return ending
  }
  const now = desk.clock()
  const { granted, operation } = await journal.settle({
    ...claim,
    outcome,
    now,
    expires: expiryOf(now, desk),
  })
  const entry = operation[claim.role]
  const isSettled = granted || (entry?.outcome && isOurs(entry, claim))
  if (!isSettled) {
    return { ...recorded(operation, claim.role, claim.digest, work.api), disposition: 'overtaken' }
  }
  return claim.role === 'act' && isBarred(operation)
    ? unknownYet(work.api, 'overtaken', 'a cancel came meanwhile')
    : ending
}

function claimOf({ api, name }: Work, desk: CommandDesk): Claim {
  const now = desk.clock()
  const { key, role, digest } = name
  return {
    key,
    role,
    digest,
    api: api.name,
    owner: desk.newOwner(),
    now,
    leaseUntil: now + LEASE_MS,
    expires: expiryOf(now, desk),
  }
}

function isOurs({ owner }: Entry, claim: Claim): boolean {
  return owner === claim.owner
}

/** Epoch seconds. */
function expiryOf(now: number, { retention }: CommandDesk): number | undefined {
  return retention === 0 ? undefined : Math.ceil((now + retention) / 1000)
}
