import type { Command } from '../../../lib/commands/backend.ts'
import type { Journal, Operation, Ruling } from '../../../lib/commands/journal.ts'
import type { MemoryJournal } from '../memory/memory-journal.ts'
import type { Sent } from './command-model-commands.ts'
import {
  CLOSED,
  INCONSISTENT,
  isLive,
  type Seen,
  summaryOf,
  type Told,
  type Turn,
  wrongsOfAnswer,
  wrongsOfBeginning,
} from './command-model-rules.ts'
import type { FakeTime } from './fake-time.ts'
import type { ModelBackend } from './model-backend.ts'

export interface Surroundings {
  readonly journal: MemoryJournal
  readonly backend: ModelBackend
  readonly time: FakeTime
  /** How far they are apart is allowed for, until one is set. */
  readonly clocks: { areNear: boolean }
  /** Unless the backend forgets, and something may go wrong: then nobody can answer for the money. */
  readonly isMoneySafe: boolean
  /** Whose answers may come later than they happen. */
  readonly delays: (call: string) => boolean
}

/** Sees what one delivery of a command does. */
export interface Witness {
  asks(method: keyof Journal): void
  /** The journal rules on what was asked, over the operation as it was before; tells what its sender knew then. */
  rules(method: keyof Journal, before: Operation, ruling: Ruling | undefined): Told
  /** The engine hears of a ruling. */
  hears(told: Told): void
  /** The handler is called, at that time of its environment, and aborted when so much has elapsed. */
  begins(command: Command, now: number, abortsAt: number): void
  /** The handler has really returned, in time, and does not know. */
  givesUp(): void
  answers(body: string): void
  state(): unknown
}

/** Sees all that happens to one operation, and reports what may not. */
export interface CommandOracle {
  witness(sent: Sent, title: string, arrivedAt: number): Witness
  /** Looks at the money. */
  look(): void
  /** What a command is told at last, when nothing befalls any more. */
  ends(sent: Sent, body: string | undefined): void
  /** All that was seen and still matters. */
  state(): unknown
}

type Report = (wrong: string) => void

export function commandOracle({ account }: Sent, surroundings: Surroundings, report: Report): CommandOracle {
  const { time, backend, isMoneySafe } = surroundings
  const seen: Seen = {
    told: { cancelled: false, closed: false },
    answers: new Map(),
    attempts: { act: 0, cancel: 0 },
    turns: [],
  }

  function truthOf({ title, role, idempotencyKey }: Sent): string | undefined {
    if (role === 'act' && backend.account(account).isCancelled) return CLOSED
    if (role === 'act' && seen.begunAs !== title) return INCONSISTENT
    const outcome = backend.outcomeOf(idempotencyKey)
    return outcome && summaryOf(outcome)
  }

  return {
    witness: (sent, title, arrivedAt) =>
      createWitness(sent, arrivedAt, seen, surroundings, (wrong) => report(`${title} ${wrong}`)),
    look() {
      if (!isMoneySafe) return
      const { moved, movedBack, asked } = backend.account(account)
      if (moved > 1) report(`${account} was moved ${moved} times`)
      if (asked.act > 1 || asked.cancel > 1) report(`${account} was asked for twice`)
      if (seen.told.cancelled && movedBack !== moved)
        report(`${account} is not back, and its cancel was told S`)
    },
    ends(sent, body) {
      const answer = body && summaryOf(JSON.parse(body))
      const truth = backend.remembers ? truthOf(sent) : answer
      if (!answer || answer.startsWith('U')) report(`${sent.title} ends with ${answer ?? 'no answer'}`)
      else if (answer !== truth) report(`${sent.title} ends with ${answer}, not ${truth}`)
      const { moved } = backend.account(account)
      if (isMoneySafe && sent.role === 'act' && answer?.startsWith('S') && moved !== 1) {
        report(`${sent.title} ends with S, and ${account} was moved ${moved} times`)
      }
    },
    state() {
      const live = seen.turns.filter((turn) => isLive(turn, time.elapsed())).map(({ until }) => until)
      return [seen.begunAs, seen.told, [...seen.answers], seen.attempts, live.sort()]
    },
  }
}

function createWitness(
  sent: Sent,
  arrivedAt: number,
  seen: Seen,
  { journal, time, clocks }: Surroundings,
  report: Report,
): Witness {
  const { title, role, key } = sent
  const asked = new Set<string>()
  let wasBarred = false
  let heard: Told = seen.told
  let turn: Turn = { until: 0, isOver: true }

  return {
    asks(method) {
      if (asked.has(method)) report(`asks for a second ${method}`)
      asked.add(method)
    },
    rules(method, { cancel }, ruling) {
      if (ruling?.granted && method === 'claim') {
        if (role === 'act') seen.begunAs ??= title
        wasBarred = cancel !== undefined && cancel.outcome?.status !== 'F'
      }
      if (ruling?.granted && method === 'settle') turn.isOver = true
      return seen.told
    },
    hears(told) {
      heard = told
    },
    begins(command, now, until) {
      const elapsed = clocks.areNear ? time.elapsed() : undefined
      wrongsOfBeginning(sent, { command, now, arrivedAt, wasBarred, elapsed }, seen).forEach(report)
      seen.attempts[role] = Math.max(seen.attempts[role], command.attempt)
      turn = { until, isOver: false }
      seen.turns.push(turn)
    },
    givesUp() {
      turn.isOver = true
    },
    answers(body) {
      wrongsOfAnswer(sent, body, journal.read(key), heard, seen).forEach(report)
      const summary = summaryOf(JSON.parse(body))
      if (summary === CLOSED) seen.told = { ...seen.told, closed: true }
      else if (summary !== INCONSISTENT && !summary.startsWith('U')) seen.answers.set(title, body)
      if (role === 'cancel' && summary.startsWith('S')) seen.told = { ...seen.told, cancelled: true }
    },
    state: () => [...asked, wasBarred, heard, turn],
  }
}
