import type { RoleRecord } from '../../operate/journal/record.ts'
import type { Step } from '../view.ts'
import type { StageCall } from './calls.ts'

/** What happened to a message, from the times in its line and, of a command, in the journal. */
export function stepsOf(call: StageCall, records: readonly RoleRecord[]): readonly Step[] {
  const { row, entry, begunAt, loggedAt } = call
  if (entry.disposition !== undefined) {
    return [{ what: 'ended after its answer', at: loggedAt, detail: row.end }]
  }
  return [
    { what: 'received', at: row.at, detail: `${entry.bytes} bytes` },
    { what: 'handed to the function', at: begunAt, detail: `after ${begunAt - row.at} ms` },
    ...backendSteps(call, records),
    { what: 'answered', at: loggedAt, detail: String(row.status) },
  ]
}

/** The log says how long the backend had it, the journal when the attempt began. */
function backendSteps({ row, entry, begunAt }: StageCall, records: readonly RoleRecord[]): readonly Step[] {
  const { backendMs } = entry
  if (typeof backendMs !== 'number') return []
  const attempt = records.flatMap(({ trail }) => trail).find(({ request }) => request === row.id)
  const step = { what: 'called the backend', tookMs: backendMs }
  return [
    attempt
      ? { ...step, at: attempt.begun, detail: `attempt ${attempt.number}` }
      : { ...step, at: begunAt, detail: 'when it began within the call is not on record' },
  ]
}
