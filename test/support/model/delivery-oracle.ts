import type { NotificationDetail } from '../../../lib/notifications/event.ts'
import { eventIdOf } from '../../../lib/notifications/name-message.ts'
import type { Receipt } from '../../../lib/notifications/receipt.ts'
import type { LogEntry } from '../../../lib/notifications/subject-log.ts'

/**
 * A receipt of a payment, the state that it reports, and what it says: receipts of one identity that say the same are
 * one fact, of which all but one had expired. Each came at a time of its own.
 */
export interface Message {
  readonly receipt: Receipt
  readonly reports: 'PENDING' | 'SUCCESS' | 'FAIL'
  readonly says: string
}

type Step = Pick<LogEntry, 'after' | 'changed' | 'stale' | 'conflicting'>

const factOf = ({ receipt, says }: Message) => JSON.stringify([receipt.api, receipt.identity, says])

/** What is wrong with the log of a subject and with the events (as JSON) that were told of it; nothing, if all is well. */
export function wrongsOfSubject(
  messages: readonly Message[],
  entries: readonly LogEntry[],
  details: readonly string[],
): string[] {
  const wrongs: string[] = []
  const seen = new Set<string>()
  let state: string | null = null
  for (const [index, entry] of entries.entries()) {
    const own = messages.find(({ receipt }) => receipt.receiptId === entry.receiptId)
    if (!own) return [`${entry.key} is nobody's`]
    if (seen.has(entry.key) || seen.has(factOf(own))) wrongs.push(`${entry.key} stands there twice`)
    const isTaken = seen.has(`receipt#${own.receipt.api}#${own.receipt.identity}`)
    const step: Step = stepOf(state, own, own.receipt.conflicting || isTaken)
    const expected = { sequence: index + 1, before: state, ...step }
    if (!isPartOf(expected, entry)) wrongs.push(`${JSON.stringify(entry)} is not ${JSON.stringify(expected)}`)
    state = step.after
    seen.add(entry.key).add(factOf(own))
    for (const message of messages.filter((each) => factOf(each) === factOf(own))) {
      wrongs.push(...wrongsOfEvents(message, entry, details))
    }
  }
  const facts = new Set(messages.map(factOf)).size
  if (entries.length !== facts) wrongs.push(`${entries.length} entries of ${facts} facts`)
  return wrongs
}

/** Every receipt of a fact is told as the fact's entry has it, and each in one way. */
function wrongsOfEvents({ receipt }: Message, entry: LogEntry, details: readonly string[]): string[] {
  const receivedAt = new Date(receipt.receivedAt).toISOString()
  const told = [...new Set(details)].filter((detail) => readDetail(detail).receivedAt === receivedAt)
  const wrong = told.filter((detail) => !tells(detail, entry, eventIdOf(receipt.subjectKey, entry.key)))
  return [
    ...(told.length === 1 ? [] : [`${receipt.receiptId} was told in ${told.length} ways`]),
    ...wrong.map((detail) => `${detail} is not ${entry.key}`),
  ]
}

/** The rule of the log once more, in other words than the engine's. */
function stepOf(state: string | null, { reports }: Message, conflicts: boolean): Step {
  const nothing = { after: state, changed: false, stale: false, conflicting: false }
  if (conflicts) return { ...nothing, conflicting: true }
  if (state === reports) return nothing
  if (state === null || state === 'PENDING') return { ...nothing, after: reports, changed: true }
  return reports === 'PENDING' ? { ...nothing, stale: true } : { ...nothing, conflicting: true }
}

function tells(detail: string, entry: LogEntry, expectedId: string): boolean {
  const { id, sequence, changed, stale, conflicting, state } = readDetail(detail)
  return id === expectedId && isPartOf({ sequence, changed, stale, conflicting, ...state }, entry)
}

function isPartOf(part: object, whole: object): boolean {
  return Object.entries(part).every(([name, value]) => Reflect.get(whole, name) === value)
}

function readDetail(detail: string): NotificationDetail {
  return JSON.parse(detail)
}
