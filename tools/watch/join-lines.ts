import type { AnsweredCall, LogEntry } from '../local/watcher.ts'
import { type CallFacts, endOf } from './see-call.ts'

/** How long an answer waits for the line of its function, and a line for its answer: both leave at once, by two ways. */
const LINE_MS = 3_000
const ANSWER_MS = 30_000
const SWEEP_MS = 250

interface Pending {
  call?: AnsweredCall
  entry?: LogEntry
  mishap?: LogEntry
  readonly since: number
}

export interface LineJoiner {
  answered(call: AnsweredCall): void
  logged(entry: LogEntry): void
  /** Hands over at once what still waits. */
  flush(): void
}

interface JoinerParts {
  /** Takes each call once. */
  onCall(facts: CallFacts): void
  /** Takes the line of a command that ended after its answer. */
  onLate(entry: LogEntry): void
  /** Epoch milliseconds. */
  clock(): number
}

/** Joins each answer with the line that its function logged, whichever comes first. */
export function createLineJoiner({ onCall, onLate, clock }: JoinerParts): LineJoiner {
  const pending = new Map<string, Pending>()
  let timer: NodeJS.Timeout | undefined

  function pendingOf(id: string): Pending {
    timer ??= setTimeout(sweep, SWEEP_MS).unref()
    const held = pending.get(id) ?? { since: clock() }
    pending.set(id, held)
    return held
  }

  function settle(id: string, { call, entry, mishap }: Pending): void {
    pending.delete(id)
    if (call) onCall({ call, ...(entry && { entry }), ...(mishap && { mishap }) })
  }

  function sweep(): void {
    timer = undefined
    for (const [id, held] of pending) {
      if (clock() - held.since >= (held.call ? LINE_MS : ANSWER_MS)) settle(id, held)
    }
    if (pending.size > 0) timer = setTimeout(sweep, SWEEP_MS).unref()
  }

  return {
    answered(call) {
      const held = pendingOf(call.requestId)
      held.call = call
      if (held.entry || call.gateway) settle(call.requestId, held)
    },
    logged(entry) {
      const { correlationId, disposition } = entry
      if (typeof correlationId !== 'string') return
      if (disposition !== undefined) return onLate(entry)
      const held = pendingOf(correlationId)
      if (endOf(entry)) held.entry = entry
      else held.mishap = entry
      if (held.call && held.entry) settle(correlationId, held)
    },
    flush() {
      clearTimeout(timer)
      for (const [id, held] of pending) settle(id, held)
    },
  }
}
