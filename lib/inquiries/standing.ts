import { nameBy } from '../content/naming.ts'
import type { LogEntry } from '../notifications/subject-log.ts'
import type { InquiryApi } from './inquiry-api.ts'

/** The subject of the object of this id, as its notifications name it. */
export function subjectOf(row: InquiryApi, id: string): string {
  const [kind, field] = row.subject
  return `${kind}#${nameBy([field], { [field]: id }, row)}`
}

/** Whether there is nothing to ask about, by the last entry of the subject's log: a final state that nothing contradicts. */
export function isSettled(last: LogEntry | undefined, { finals }: Pick<InquiryApi, 'finals'>): boolean {
  return last?.unsettled === undefined && finals.includes(last?.after ?? '')
}

/** Whether any message of Alipay's was about it: our own, that nothing is known, has neither time nor state. */
export function isHeardOf(last: LogEntry | undefined): boolean {
  return last !== undefined && (last.saidAt !== undefined || last.after !== null)
}
