import { callBackend } from './call-backend.ts'
import { type CommandResult, describe, storeFailed, unknownYet, withCause } from './command-result.ts'
import type { ExecuteParts } from './execute-parts.ts'
import type { Claim, End, Entry, Outcome, Ruling } from './journal.ts'
import { isBarred, isLeased, judge } from './judge.ts'
import { untilDeadline } from './until-deadline.ts'
import type { Work } from './work.ts'

/** By how much the clocks of two environments may differ, so that a lease has ended its call wherever it has run out. */
const CLOCK_SKEW_MS = 2_000
/** Before the deadline, so that a journal that fails until then is answered as such. */
const LAST_WORD_MS = 100

/** Executes a command that is not recorded. Never rejects. */
export async function runUnrecorded(work: Work, parts: ExecuteParts): Promise<CommandResult> {
  const attempt = { attempt: 1, firstBegunAt: parts.clock() }
  return untilDeadline(
    work,
    parts,
    async (signal) => (await callBackend(work, attempt, signal, parts)).ending,
  )
}

/**
 * Executes a command once (design §4): a claim, the handler, and a settlement before S or F is told; or tells what the
 * record says. Never rejects.
 */
export async function runRecorded(work: Work, parts: ExecuteParts): Promise<CommandResult> {
  const claim = claimOf(work, parts)
  return untilDeadline(work, parts, async (signal) => {
    try {
      return await takeTurn(await parts.journal.claim(claim), claim, work, signal, parts)
    } catch (cause) {
      return storeFailed(parts.platform, 'the claim', cause)
    }
  })
}

/** What a claim that was ruled on comes to. */
async function takeTurn(
  { granted, operation }: Ruling,
  claim: Claim,
  work: Work,
  signal: AbortSignal,
  parts: ExecuteParts,
): Promise<CommandResult> {
  const entry = operation[claim.role]
  // A refusal that brings back our own claim: it was made again, because an answer was lost or slow.
  if (!entry || !(granted || isOurs(entry, claim))) {
    return judge(operation, claim.role, claim.digest, work.api)
  }
  if (claim.role === 'cancel' && isLeased(operation.act, claim.now)) {
    return givingBack(claim, unknownYet(work.api, 'in-progress', 'what it cancels runs'), parts)
  }
  if (signal.aborted || parts.clock() >= work.command.deadline) {
    return givingBack(claim, unknownYet(work.api, 'timed-out', 'nothing was begun'), parts)
  }
  return perform(work, claim, entry, signal, parts)
}

/**
 * Calls the handler and settles its outcome. The lease is given back only where the handler itself says U, and in time:
 * behind a call that broke or was aborted, and behind an answer that is no outcome, it may still be at it.
 */
async function perform(
  work: Work,
  claim: Claim,
  entry: Entry,
  signal: AbortSignal,
  parts: ExecuteParts,
): Promise<CommandResult> {
  const { ending, outcome } = await callBackend(work, entry, signal, parts)
  if (outcome) {
    work.anticipate(outcome.body)
    return settle(ending, outcome, claim, work, parts)
  }
  const hasReturned = ending.disposition === 'undecided' && !signal.aborted
  return hasReturned ? givingBack(claim, ending, parts) : ending
}

/** Tells the outcome once it is recorded; else what the record says. */
async function settle(
  ending: CommandResult,
  outcome: Outcome,
  claim: Claim,
  { api }: Work,
  parts: ExecuteParts,
): Promise<CommandResult> {
  const { role, digest } = claim
  let ruling: Ruling
  try {
    ruling = await parts.journal.settle({ ...endOf(claim, ending, parts), outcome })
  } catch (cause) {
    return storeFailed(parts.platform, `an outcome ${outcome.status} is not recorded`, cause)
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
async function givingBack(claim: Claim, ending: CommandResult, parts: ExecuteParts): Promise<CommandResult> {
  try {
    await parts.journal.release(endOf(claim, ending, parts))
    return ending
  } catch (cause) {
    return withCause(ending, `the lease is not given back: ${describe(cause)}`)
  }
}

function claimOf({ api, name, expires, command }: Work, parts: ExecuteParts): Claim {
  const { key, role, digest } = name
  const { deadline, correlationId } = command
  return {
    key,
    role,
    digest,
    api: api.name,
    owner: parts.newOwner(),
    correlationId,
    now: parts.clock(),
    until: deadline - LAST_WORD_MS,
    leaseUntil: deadline + CLOCK_SKEW_MS,
    expires,
  }
}

function endOf(claim: Claim, { disposition }: CommandResult, { clock }: ExecuteParts): End {
  return { ...claim, begunAt: claim.now, now: clock(), disposition }
}

function isOurs({ owner }: Entry, claim: Claim): boolean {
  return owner === claim.owner
}
