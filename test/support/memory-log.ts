import type { LogEntry, SubjectLog } from '../../lib/notifications/subject-log.ts'

/** A log in memory that fulfils the same contract as the table (test/contracts/subject-log.ts). */
export function memoryLog(): SubjectLog {
  const logs = new Map<string, Map<number, LogEntry>>()
  return {
    async entries(subjectKey) {
      const log = logs.get(subjectKey)?.values() ?? []
      return [...log].sort((one, other) => one.sequence - other.sequence)
    },
    async append(subjectKey, entry) {
      const log = logs.get(subjectKey) ?? new Map<number, LogEntry>()
      if (log.has(entry.sequence)) return false
      logs.set(subjectKey, log.set(entry.sequence, entry))
      return true
    },
  }
}
