import type { Command } from '../../lib/commands/backend.ts'
import type { Operation, Role } from '../../lib/commands/journal.ts'
import type { Sent } from './command-model-commands.ts'
import type { Given } from './model-backend.ts'

/** What was seen of an operation; the rules once more, over that and in other words than the engine's (design §4). */
export interface Seen {
  /** The command that was given the first turn to act. */
  begunAs?: string
  told: Told
  /** The final answer to each command, unless that it is closed. */
  readonly answers: Map<string, string>
  /** The highest attempts that were begun. */
  readonly attempts: Record<Role, number>
  readonly turns: Turn[]
}

/** Whether the sender was told that the operation is cancelled: by S to the cancel, by F to what it cancels. */
export interface Told {
  readonly cancelled: boolean
  readonly closed: boolean
}

/** Somebody may be at it until then, in elapsed milliseconds: nothing that was begun is waited for after its deadline. */
export interface Turn {
  readonly until: number
  isOver: boolean
}

const ANSWER_MS = 700
export const INCONSISTENT = 'F REPEAT_REQ_INCONSISTENT'
export const CLOSED = 'F ORDER_IS_CLOSED'

/** Status, code, and the ids that come with an S. */
export function summaryOf({ result, paymentId, refundId }: Given): string {
  const { resultStatus, resultCode } = result
  return [resultStatus, resultCode, paymentId, refundId].filter(Boolean).join(' ')
}

interface Beginning {
  readonly command: Pick<Command, 'attempt' | 'deadline'>
  /** By its environment's clock; and when its sender's call came, by that or by the gateway's, whichever is behind. */
  readonly now: number
  readonly arrivedAt: number
  /** Whether a cancel stood there when it was given the turn. */
  readonly wasBarred: boolean
  /** Milliseconds elapsed; undefined where clocks differ by too much: only near ones keep turns apart. */
  readonly elapsed: number | undefined
}

/** What is wrong with a call of the handler. */
export function wrongsOfBeginning({ title, api, role }: Sent, beginning: Beginning, seen: Seen): string[] {
  const { command, now, arrivedAt, wasBarred, elapsed } = beginning
  const { attempt, deadline } = command
  const { begunAs, attempts, turns } = seen
  const isBusy = elapsed !== undefined && turns.some((turn) => isLive(turn, elapsed))
  return wrongsAmong([
    [now >= deadline, 'begins when its deadline is over'],
    [
      deadline > arrivedAt + api.senderTimeoutMs - ANSWER_MS,
      'has a deadline for which its sender does not wait',
    ],
    [role === 'act' && wasBarred, 'begins what a cancel bars'],
    [role === 'act' && begunAs !== title, `begins what was begun as ${begunAs}`],
    [elapsed !== undefined && attempt <= attempts[role], `begins attempt ${attempt} after ${attempts[role]}`],
    [isBusy, 'begins while another may be at it'],
  ])
}

/**
 * What is wrong with an answer, the operation being so at that moment. `heard`: what the sender had been told when the
 * journal gave the ruling that the answer rests on.
 */
export function wrongsOfAnswer(
  { title, role }: Sent,
  body: string,
  operation: Operation,
  heard: Told,
  { begunAs, answers }: Seen,
): string[] {
  const summary = summaryOf(JSON.parse(body))
  if (summary.startsWith('U')) return []
  if (summary === INCONSISTENT) {
    const isFirst = begunAs === undefined || begunAs === title
    return wrongsAmong([[role === 'cancel' || isFirst, 'is called inconsistent with itself']])
  }
  if (summary === CLOSED) {
    const isClosed = role === 'act' && operation.cancel?.outcome?.status === 'S'
    return wrongsAmong([[!isClosed, 'is told that it is closed, and it is not']])
  }
  const before = answers.get(title) ?? body
  return wrongsAmong([
    [operation[role]?.outcome?.body !== body, `is told ${body}, which is not recorded`],
    [role === 'act' && begunAs !== title, `is told ${body}, which is the outcome of ${begunAs}`],
    [before !== body, `is told ${body} after ${before}`],
    [role === 'act' && heard.closed, `is told ${body} after ${CLOSED}`],
    [
      role === 'act' && heard.cancelled && summary.startsWith('S'),
      'is answered S after its cancel was answered S',
    ],
  ])
}

/** Whether somebody may still be at it. */
export function isLive({ until, isOver }: Turn, elapsed: number): boolean {
  return !isOver && until > elapsed
}

function wrongsAmong(checks: readonly (readonly [isWrong: boolean, what: string])[]): string[] {
  return checks.filter(([isWrong]) => isWrong).map(([, what]) => what)
}
