import type { LogEntry, SubjectLog } from '../../../lib/notifications/subject-log.ts'

interface MemoryLog extends SubjectLog {
  /** The whole log of a subject, in order. */
  entries(subjectKey: string): readonly LogEntry[]
}

/**
 * A log in memory that fulfils the same contract as the table (test/contracts/subject-log.ts). `latest` gives so many
 * entries, and others are found by their names alone; fewer than ten make a short log do what a long one does.
 */
export function memoryLog(latest = 10): MemoryLog {
  const logs = new Map<string, Map<number, readonly [LogEntry, readonly string[]]>>()
  const read = (subjectKey: string) => {
    const log = [...(logs.get(subjectKey)?.values() ?? [])]
    return log.sort(([one], [other]) => one.sequence - other.sequence)
  }
  const entries = (subjectKey: string) => read(subjectKey).map(([entry]) => entry)
  return {
    entries,
    latest: async (subjectKey) => entries(subjectKey).slice(-latest),
    async find(subjectKey, names) {
      const isNamed = (own: readonly string[]) => own.some((name) => names.includes(name))
      return read(subjectKey).flatMap(([entry, own]) => (isNamed(own) ? [entry] : []))
    },
    async append(subjectKey, entry, names) {
      const log = logs.get(subjectKey) ?? new Map<number, readonly [LogEntry, readonly string[]]>()
      if (log.has(entry.sequence)) return false
      logs.set(subjectKey, log.set(entry.sequence, [entry, names]))
      return true
    },
  }
}
