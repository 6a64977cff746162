import type { AnsweredCall, LogEntry } from '../../local/watcher.ts'
import { endOf, seeCall, seeLate } from '../../watch/see-call.ts'
import { rowOf, subjectOf } from '../row.ts'
import { MAX_ROWS } from '../source.ts'
import type { CallRow } from '../view.ts'
import { gatewayRow } from './gateway-row.ts'
import type { LogLine } from './log-tail.ts'

/** A call, as far as its lines tell. Times are epoch milliseconds. */
export interface StageCall {
  readonly row: CallRow
  /** The line of how it ended, or of what it came to after its answer. */
  readonly entry: LogEntry
  /** When the function began with it, and when it logged the line. */
  readonly begunAt: number
  readonly loggedAt: number
  /** By which its receipts or its record in the journal are found. */
  readonly subject?: string
}

export interface StageCalls {
  take(line: LogLine): void
  /** Shows a row that is no call. */
  put(row: CallRow): void
  row(id: string): CallRow | undefined
  get(id: string): StageCall | undefined
  /** Newest first. */
  rows(): readonly CallRow[]
  /** Those about the subject, oldest first. */
  about(subject: string): readonly StageCall[]
}

/** As many more are held before the oldest are sorted out. */
const SLACK = 1_000
/** What goes wrong within a call is logged before its end: of so many the end is waited for. */
const MAX_MISHAPS = 1_000

/** Makes a row of each call from the lines about it, in whatever order they appear. */
export function createStageCalls(onRow: (row: CallRow) => void, maxRows = MAX_ROWS): StageCalls {
  const rows = new Map<string, CallRow>()
  const calls = new Map<string, StageCall>()
  const mishaps = new Map<string, LogEntry>()

  function put(row: CallRow): void {
    rows.set(row.id, row)
    if (rows.size > maxRows + SLACK) forgetOldest()
    onRow(row)
  }

  function forgetOldest(): void {
    for (const { id } of sorted().slice(maxRows)) {
      rows.delete(id)
      calls.delete(id)
    }
  }

  const sorted = () => [...rows.values()].sort((one, other) => other.at - one.at)

  function hold(call: StageCall): void {
    calls.set(call.row.id, call)
    put(call.row)
  }

  function takeMishap(id: string, mishap: LogEntry): void {
    const call = calls.get(id)
    if (call) hold(callOf(id, call.entry, call.loggedAt, mishap))
    else mishaps.set(id, mishap)
    const [oldest = ''] = mishaps.keys()
    if (mishaps.size > MAX_MISHAPS) mishaps.delete(oldest)
  }

  /** Where the function logged its line all the same, its answer was lost. */
  function takeGateway(row: CallRow | undefined): void {
    if (!row) return
    if (row.end === 'crashed') takeMishap(row.id, { message: row.why })
    if (!calls.has(row.id)) put(row)
  }

  return {
    take({ at, text }) {
      const entry = readEntry(text)
      const { correlationId: id, disposition } = entry ?? {}
      if (!entry) return
      if (id === undefined) return takeGateway(gatewayRow(entry, at))
      if (typeof id !== 'string' || id === '') return
      const loggedAt = timeOf(entry, at)
      if (disposition !== undefined) return hold(lateCallOf(id, entry, loggedAt))
      if (!endOf(entry)) return takeMishap(id, entry)
      hold(callOf(id, entry, loggedAt, mishaps.get(id)))
      mishaps.delete(id)
    },
    put,
    row: (id) => rows.get(id),
    get: (id) => calls.get(id),
    rows: () => sorted().slice(0, maxRows),
    about: (subject) =>
      [...calls.values()]
        .filter((call) => call.subject === subject)
        .sort((one, other) => one.row.at - other.row.at),
  }
}

function readEntry(text: string): LogEntry | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as LogEntry) : undefined
  } catch {
    return undefined
  }
}

/** As the function wrote it; CloudWatch's own time may be that of a batch. */
function timeOf({ timestamp }: LogEntry, at: number): number {
  const time = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN
  return Number.isFinite(time) ? time : at
}

function callOf(id: string, entry: LogEntry, loggedAt: number, mishap: LogEntry | undefined): StageCall {
  const call: AnsweredCall = {
    requestId: id,
    at: loggedAt - numberIn(entry, 'waitedMs'),
    answeredAt: loggedAt,
    // The routes have no other.
    method: 'POST',
    target: String(entry.path ?? ''),
    headers: [],
    body: undefined,
    status: numberIn(entry, 'status'),
  }
  const row = rowOf(id, seeCall({ call, entry, ...(mishap && { mishap }) }), entry, call.status)
  return stageCall(row, entry, loggedAt)
}

function lateCallOf(id: string, entry: LogEntry, loggedAt: number): StageCall {
  return stageCall(rowOf(`late-${id}`, seeLate(entry, loggedAt), entry, 0), entry, loggedAt)
}

function stageCall(row: CallRow, entry: LogEntry, loggedAt: number): StageCall {
  const subject = subjectOf(entry)
  return {
    row,
    entry,
    begunAt: loggedAt - numberIn(entry, 'durationMs'),
    loggedAt,
    ...(subject !== undefined && { subject }),
  }
}

function numberIn(entry: LogEntry, field: string): number {
  const value = entry[field]
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}
