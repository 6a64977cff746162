/** What one receipt did to its subject, decided once and never changed: every delivery says exactly this. */
export interface LogEntry {
  /** From 1, without gaps, within the subject. */
  readonly sequence: number
  /** No two entries of a subject have the same; the event's id is made from it. */
  readonly key: string
  /** The receipt that the entry was made from; undefined in an entry of version 0.1.0. */
  readonly receiptId: string | undefined
  /** Of that receipt's content; undefined in an entry of version 0.1.0. */
  readonly digest: string | undefined
  /** The subject's state; null while none was reported. */
  readonly before: string | null
  readonly after: string | null
  readonly changed: boolean
  /** Behind what the subject has reached: it changes nothing. */
  readonly stale: boolean
  /** Contradicts what stands: other content under a held identity, or a second, different final state. */
  readonly conflicting: boolean
  /** The latest that any message entered so far was sent, by its sender's clock, in epoch milliseconds. */
  readonly saidAt?: number
  /** The number of the latest entry that contradicts what stands, until an inquiry has settled it: that entry's own, at first. */
  readonly unsettled?: number
  /** The number of the entry that this answer settles: what stands after it is true. */
  readonly settles?: number
}

/**
 * The numbered log of each subject. It outlives the receipts, so that no number is given twice. Every call takes a
 * bounded number of requests, however long the log is. Methods throw where the store fails.
 */
export interface SubjectLog {
  /** The last entries, consistently read, in order and without gaps: ten, or all where there are no more. */
  latest(subjectKey: string): Promise<readonly LogEntry[]>
  /** In no order: all entries with one of the names that stood when the call began, and maybe others. */
  find(subjectKey: string, names: readonly string[]): Promise<readonly LogEntry[]>
  /** Appends the entry under its number, to be found by the names. False where another has that number, or takes it now. */
  append(subjectKey: string, entry: LogEntry, names: readonly string[]): Promise<boolean>
}
