import { callBackend } from './call-backend.ts'
import {
  type CommandResult,
  describe,
  outcomeOf,
  storeFailed,
  unknownYet,
  withCause,
} from './command-result.ts'
import type { ExecuteParts } from './execute-parts.ts'
import type { Claim, End, Entry, Outcome, Ruling } from './journal.ts'
import { isBarred, isLeased, judge } from './judge.ts'
import type { Task } from './task.ts'
import { untilDeadline } from './until-deadline.ts'

/** By how much the clocks of two environments may differ, so that a lease has ended its call wherever it has run out. */
const CLOCK_SKEW_MS = 2_000
/** Before the deadline, so that a journal that fails until then is answered as such. */
const LAST_WORD_MS = 100

/** Executes a command that is not recorded. Never rejects. */
export async function runUnrecorded(task: Task, parts: ExecuteParts): Promise<CommandResult> {
  const only = { attempt: 1, firstBegunAt: parts.clock() }
  return untilDeadline(task, parts, (signal) => callBackend(task, only, signal, parts))
}

/**
 * Executes a command once: claims its turn, calls the backend, and settles S or F before it is answered. Without the turn
 * the record decides the answer. Never rejects.
 */
export async function runRecorded(task: Task, parts: ExecuteParts): Promise<CommandResult> {
  const claim = claimOf(task, parts)
  return untilDeadline(task, parts, async (signal) => {
    try {
      return await takeTurn(await parts.journal.claim(claim), claim, task, signal, parts)
    } catch (cause) {
      return storeFailed(parts.platform, 'the claim', cause)
    }
  })
}

async function takeTurn(
  { granted, operation }: Ruling,
  claim: Claim,
  task: Task,
  signal: AbortSignal,
  parts: ExecuteParts,
): Promise<CommandResult> {
  const entry = operation[claim.role]
  // A refusal that brings back our own claim: it was made again, because an answer was lost or slow.
  if (!entry || !(granted || isOurs(entry, claim))) {
    return judge(operation, claim.role, claim.digest, task.api)
  }
  if (claim.role === 'cancel' && isLeased(operation.act, claim.now)) {
    return release(claim, unknownYet(task.api, 'in-progress', 'what it cancels runs'), parts)
  }
  if (signal.aborted || parts.clock() >= task.command.deadline) {
    return release(claim, unknownYet(task.api, 'timed-out', 'nothing was begun'), parts)
  }
  return perform(task, claim, entry, signal, parts)
}

/**
 * Calls the backend and settles its outcome. The lease is given back only where the backend itself says U, and in time:
 * after a call that broke or was aborted, and after an answer that is no outcome, it may still be at work.
 */
async function perform(
  task: Task,
  claim: Claim,
  entry: Entry,
  signal: AbortSignal,
  parts: ExecuteParts,
): Promise<CommandResult> {
  const result = await callBackend(task, entry, signal, parts)
  const outcome = outcomeOf(result)
  if (outcome) {
    task.anticipate(outcome.body)
    return settle(result, outcome, claim, task, parts)
  }
  const hasReturned = result.disposition === 'undecided' && !signal.aborted
  return hasReturned ? release(claim, result, parts) : result
}

/** The result itself once its outcome is recorded; else what the record says. */
async function settle(
  result: CommandResult,
  outcome: Outcome,
  claim: Claim,
  { api }: Task,
  parts: ExecuteParts,
): Promise<CommandResult> {
  const { role, digest } = claim
  let ruling: Ruling
  try {
    ruling = await parts.journal.settle({ ...endOf(claim, result, parts), outcome })
  } catch (cause) {
    return storeFailed(parts.platform, `an outcome ${outcome.status} is not recorded`, cause)
  }
  const { granted, operation } = ruling
  const entry = operation[role]
  const isSettled = granted || (entry?.outcome && isOurs(entry, claim))
  if (!isSettled) return { ...judge(operation, role, digest, api), disposition: 'overtaken' }
  return role === 'act' && isBarred(operation)
    ? unknownYet(api, 'overtaken', 'a cancel came meanwhile')
    : result
}

/** Lets another begin at once; where that fails, the result's cause says so, and the lease runs out by itself. */
async function release(claim: Claim, result: CommandResult, parts: ExecuteParts): Promise<CommandResult> {
  try {
    await parts.journal.release(endOf(claim, result, parts))
    return result
  } catch (cause) {
    return withCause(result, `the lease is not given back: ${describe(cause)}`)
  }
}

function claimOf({ api, name, expires, command }: Task, parts: ExecuteParts): Claim {
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
