import type { FunctionRun, LogEntry } from '../../local/watcher.ts'
import type { Doctor } from '../../watch/doctor.ts'
import { createLineJoiner } from '../../watch/join-lines.ts'
import { type CallFacts, seeCall, seeLate } from '../../watch/see-call.ts'
import { refusals } from '../../watch/watch.ts'
import { cut, rowOf, subjectOf } from '../row.ts'
import { MAX_ROWS } from '../source.ts'
import type { CallRow } from '../view.ts'
import { createBounded } from './bounded.ts'

/** What a function did for a call, without its event: the call itself is held. */
export type Run = Omit<FunctionRun, 'event' | 'functionName' | 'requestId'>

/** A call with all that came and went; undefined members are not known, or not held any longer. */
export interface HeldCall {
  readonly row: CallRow
  /** By which its receipts or its record in the journal are found. */
  readonly subject?: string
  readonly facts?: CallFacts
  /** Of a command that ended after its answer: what it came to then. */
  readonly late?: LogEntry
  readonly run?: Run
}

type Bulk = Pick<HeldCall, 'facts' | 'run' | 'late'>

export interface Calls {
  answered: ReturnType<typeof createLineJoiner>['answered']
  logged: ReturnType<typeof createLineJoiner>['logged']
  ran(run: FunctionRun): void
  get(id: string): HeldCall | undefined
  /** Newest first. */
  rows(): readonly CallRow[]
  /** Those about the subject, oldest first. */
  about(subject: string): readonly CallRow[]
  aboutNamed(names: LogEntry): readonly CallRow[]
  /** Says the row again: there is more to know of it. */
  touch(id: string): void
  flush(): void
}

interface Parts {
  readonly doctor: Pick<Doctor, 'ask'>
  readonly clock: () => number
  onRow(row: CallRow): void
  readonly limits?: { readonly rows: number; readonly bytes: number }
}

const MAX_BYTES = 64 * 1024 * 1024
/** A call is beside its bodies about as large. */
const CALL_BYTES = 4_096
/** A header is beside its texts as large, however short they are. */
const HEADER_BYTES = 160
/** Of those whose call is not joined with its line yet. */
const MAX_RUNS = 2_000
const MAX_RUN_BYTES = 16 * 1024 * 1024

/** Holds the calls of a stack: of the last so many a row, and all that came and went of as many as fit. */
export function createCalls({ doctor, clock, onRow, limits }: Parts): Calls {
  const { rows: maxRows, bytes } = limits ?? { rows: MAX_ROWS, bytes: MAX_BYTES }
  const bySubject = new Map<string, Set<string>>()
  const bulks = createBounded<Bulk>({ values: maxRows, bytes })
  const runs = createBounded<Run>({ values: MAX_RUNS, bytes: MAX_RUN_BYTES })
  const rows = createBounded<Pick<HeldCall, 'row' | 'subject'>>({
    values: maxRows,
    onForgotten(id, { subject = '' }) {
      bulks.delete(id)
      const ids = bySubject.get(subject)
      if (ids?.delete(id) && ids.size === 0) bySubject.delete(subject)
    },
  })
  const joiner = createLineJoiner({ onCall, onLate, clock })

  function put(row: CallRow, entry: LogEntry | undefined, bulk: Bulk): void {
    const subject = entry && subjectOf(entry)
    bulks.set(row.id, bulk, sizeOf(bulk))
    if (subject !== undefined) bySubject.set(subject, (bySubject.get(subject) ?? new Set()).add(row.id))
    rows.set(row.id, { row, ...(subject !== undefined && { subject }) })
    onRow(row)
  }

  function onCall(facts: CallFacts): void {
    const { call, entry } = facts
    const seen = seeCall(facts)
    const run = runs.get(call.requestId)
    runs.delete(call.requestId)
    put(rowOf(call.requestId, seen, entry, call.status), entry, { facts, ...(run && { run }) })
    if (refusals.has(seen.end)) void addVerdict(facts)
  }

  async function addVerdict({ call }: CallFacts): Promise<void> {
    const advice = await doctor.ask(call)
    const held = rows.get(call.requestId)
    if (advice === undefined || !held) return
    rows.set(call.requestId, { ...held, row: { ...held.row, advice: cut(advice) } })
    touch(call.requestId)
  }

  function onLate(entry: LogEntry): void {
    const id = String(entry.correlationId)
    const first = bulks.get(id)
    if (first) bulks.set(id, { ...first, late: entry }, sizeOf(first))
    touch(id)
    put(rowOf(`late-${id}`, seeLate(entry, clock()), entry, 0), entry, { late: entry })
  }

  function about(subject: string): readonly CallRow[] {
    return [...(bySubject.get(subject) ?? [])].flatMap((id) => rows.get(id)?.row ?? [])
  }

  function touch(id: string): void {
    const held = rows.get(id)
    if (held) onRow(held.row)
  }

  return {
    answered: joiner.answered,
    logged: joiner.logged,
    ran({ requestId, begunAt, endedAt, outgoing }) {
      const run = { begunAt, endedAt, outgoing }
      runs.set(requestId, run, sizeOf({ run }))
    },
    get(id) {
      const held = rows.get(id)
      return held && { ...held, ...bulks.get(id) }
    },
    rows: () => [...rows.values()].map(({ row }) => row).reverse(),
    about,
    aboutNamed(names) {
      const subject = subjectOf(names)
      return subject === undefined ? [] : about(subject)
    },
    touch,
    flush: joiner.flush,
  }
}

function sizeOf({ facts, run }: Bulk): number {
  const { body, reply, target = '', headers = [] } = facts?.call ?? {}
  const outgoing = (run?.outgoing ?? []).map(
    ({ request, response }) => (request?.body.length ?? 0) + (response?.body.length ?? 0),
  )
  const texts = headers.map(([name, value]) => HEADER_BYTES + name.length + value.length)
  const sizes = [CALL_BYTES, body?.length ?? 0, reply?.body.length ?? 0, target.length, ...texts, ...outgoing]
  return sizes.reduce((sum, size) => sum + size)
}
