import { callHandler } from './call-handler.ts'
import type { CommandDesk } from './command-desk.ts'
import { describe, type Ending, storeFailed, unknownYet } from './ending.ts'
import type { Claim, Entry, Outcome, Ruling } from './journal.ts'
import { isBarred, isLeased, judge } from './judge.ts'
import { untilDeadline } from './until-deadline.ts'
import type { Work } from './work.ts'

/** That of the functions, 12 s, and two more: when it has run out, no environment of its owner answers any more. */
export const LEASE_MS = 14_000

/** Executes a command that is not recorded. Never rejects. */
export async function runUnrecorded(work: Work, desk: CommandDesk): Promise<Ending> {
  return untilDeadline(work, desk, async (signal) => (await callHandler(work, 1, signal, desk)).ending)
}

/**
 * Executes a command once (design §4): a claim, the handler, and a settlement before S or F is told; or tells what the
 * record says. Never rejects.
 */
export async function runRecorded(work: Work, desk: CommandDesk): Promise<Ending> {
  const claim = claimOf(work, desk)
  try {
    return await takeTurn(await desk.journal.claim(claim), claim, work, desk)
  } catch (cause) {
    return storeFailed(desk.platform, 'the claim', cause)
  }
}

/** What a claim that was ruled on comes to. */
async function takeTurn(
  { granted, operation }: Ruling,
  claim: Claim,
  work: Work,
  desk: CommandDesk,
): Promise<Ending> {
  const entry = operation[claim.role]
  // A refusal that brings back our own claim: the SDK repeated a write whose answer was lost.
  if (!entry || !(granted || isOurs(entry, claim))) {
    return judge(operation, claim.role, claim.digest, work.api)
  }
  if (claim.role === 'cancel' && isLeased(operation.act, claim.now)) {
    return givingBack(claim, unknownYet(work.api, 'in-progress', 'what it cancels runs'), desk)
  }
  if (desk.clock() >= work.command.deadline) {
    return givingBack(claim, unknownYet(work.api, 'timed-out', 'nothing was begun'), desk)
  }
  return untilDeadline(work, desk, (signal) => perform(work, claim, entry.attempt, signal, desk))
}

/**
 * Calls the handler and settles its outcome. The lease is given back only where the handler has really returned, and in
 * time: a call that broke, or was aborted, may still have its effect.
 */
async function perform(
  work: Work,
  claim: Claim,
  attempt: number,
  signal: AbortSignal,
  desk: CommandDesk,
): Promise<Ending> {
  const { ending, outcome } = await callHandler(work, attempt, signal, desk)
  if (outcome) {
    work.anticipate(outcome.body)
    return settle(ending, outcome, claim, work, desk)
  }
  const hasReturned = ending.disposition !== 'handler-failed' && !signal.aborted
  return hasReturned ? givingBack(claim, ending, desk) : ending
}

/** Tells the outcome once it is recorded; else what the record says. */
async function settle(
  ending: Ending,
  outcome: Outcome,
  claim: Claim,
  { api }: Work,
  desk: CommandDesk,
): Promise<Ending> {
  const { role, digest } = claim
  let ruling: Ruling
  try {
    ruling = await desk.journal.settle({ ...claim, outcome, now: desk.clock() })
  } catch (cause) {
    return storeFailed(desk.platform, `an outcome ${outcome.status} is not recorded`, cause)
  }
  const { granted, operation } = ruling
  const entry = operation[role]
  const isSettled = granted || (entry?.outcome && isOurs(entry, claim))
  if (!isSettled) return { ...judge(operation, role, digest, api), disposition: 'overtaken' }
  return role === 'act' && isBarred(operation)
    ? unknownYet(api, 'overtaken', 'a cancel came meanwhile')
    : ending
}

/** Lets another begin at once; where that fails, the ending says so, and the lease runs out by itself. */
async function givingBack(claim: Claim, ending: Ending, { journal }: CommandDesk): Promise<Ending> {
  try {
    await journal.release(claim)
    return ending
  } catch (cause) {
    const causes = [ending.cause, `the lease is not given back: ${describe(cause)}`]
    return { ...ending, cause: causes.filter(Boolean).join('; ') }
  }
}

function claimOf({ api, name, expires }: Work, desk: CommandDesk): Claim {
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
    expires,
  }
}

function isOurs({ owner }: Entry, claim: Claim): boolean {
  return owner === claim.owner
}
