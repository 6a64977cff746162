/** What one receipt did to its subject, decided once: every delivery of the receipt tells exactly this. */
export interface LogEntry {
  /** From 1, without gaps, within the subject. */
  readonly sequence: number
  readonly receiptKey: string
  /** The subject's state; null while none was reported. */
  readonly before: string | null
  readonly after: string | null
  readonly changed: boolean
  /** Behind what the subject has reached: it changes nothing. */
  readonly stale: boolean
  /** Contradicts what stands: other content under a held identity, or a second, different final state. */
  readonly conflicting: boolean
}

/**
 * The numbered log of each subject. It outlives the receipts, so that no number is given twice. Methods throw where the
 * store fails.
 */
export interface SubjectLog {
  /** All entries of the subject, consistently read, in order. */
  entries(subjectKey: string): Promise<readonly LogEntry[]>
  /** Appends under the entry's number; false where another entry stands there already. */
  append(subjectKey: string, entry: LogEntry): Promise<boolean>
}
