import type { NotificationDetail } from '../../lib/notifications/event.ts'
import { eventIdOf } from '../../lib/notifications/keys.ts'
import type { Receipt } from '../../lib/notifications/receipt.ts'
import type { LogEntry } from '../../lib/notifications/subject-log.ts'

/** A receipt of a payment and the state that it reports. */
export interface Message {
  readonly receipt: Receipt
  readonly reports: 'PENDING' | 'SUCCESS' | 'FAIL'
}

type Step = Pick<LogEntry, 'after' | 'changed' | 'stale' | 'conflicting'>

/** What is wrong with the log of a subject and with the events (as JSON) that were told of it; nothing, if all is well. */
export function wrongsOfSubject(
  messages: readonly Message[],
  entries: readonly LogEntry[],
  details: readonly string[],
): string[] {
  const wrongs: string[] = []
  let state: string | null = null
  for (const [index, entry] of entries.entries()) {
    const own = messages.find(({ receipt }) => receipt.receiptKey === entry.receiptKey)
    if (!own) return [`${entry.receiptKey} is nobody's`]
    const step: Step = stepOf(state, own)
    const expected = { sequence: index + 1, before: state, ...step }
    if (!isPartOf(expected, entry)) wrongs.push(`${JSON.stringify(entry)} is not ${JSON.stringify(expected)}`)
    state = step.after

    const told = new Set(details.filter((detail) => idIn(detail) === eventIdOf(own.receipt)))
    if (told.size !== 1) wrongs.push(`${entry.receiptKey} was told in ${told.size} ways`)
    for (const detail of told) if (!tells(detail, entry)) wrongs.push(`${detail} is not ${entry.receiptKey}`)
  }
  if (entries.length !== messages.length) wrongs.push(`${entries.length} entries of ${messages.length}`)
  return wrongs
}

/** The rule of the log once more, in other words than the engine's. */
function stepOf(state: string | null, { reports, receipt }: Message): Step {
  const nothing = { after: state, changed: false, stale: false, conflicting: false }
  if (receipt.conflicting) return { ...nothing, conflicting: true }
  if (state === reports) return nothing
  if (state === null || state === 'PENDING') return { ...nothing, after: reports, changed: true }
  return reports === 'PENDING' ? { ...nothing, stale: true } : { ...nothing, conflicting: true }
}

function tells(detail: string, entry: LogEntry): boolean {
  const told: NotificationDetail = JSON.parse(detail)
  const { sequence, changed, stale, conflicting, state } = told
  return isPartOf({ sequence, changed, stale, conflicting, ...state }, entry)
}

function isPartOf(part: object, whole: object): boolean {
  return Object.entries(part).every(([name, value]) => Reflect.get(whole, name) === value)
}

function idIn(detail: string): string {
  return JSON.parse(detail).id
}
