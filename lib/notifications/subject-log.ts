/** What a fact did to its subject, decided once: every delivery of it says exactly this. Never changed. */
export interface LogEntry {
  /** From 1, without gaps, within the subject. */
  readonly sequence: number
  /** Names the fact, and the event's id comes of it: no two entries of a subject have the same. */
  readonly key: string
  /** The receipt that the entry was made from; undefined in an entry of version 0.1.0. */
  readonly receiptId: string | undefined
  /** Of the content that it speaks of; undefined in an entry of version 0.1.0. */
  readonly digest: string | undefined
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
 * The numbered log of each subject. It outlives the receipts, so that no number is given twice. Every call takes a
 * bounded number of requests, however long the log is. Methods throw where the store fails.
 */
export interface SubjectLog {
  /** The last entries, consistently read, in order and without gaps: ten, or all where there are no more. */
  latest(subjectKey: string): Promise<readonly LogEntry[]>
  /**
   * At least all entries that have one of the names and stood when the call began, in no order. Entries may be among
   * them that came later, and not all that did.
   */
  find(subjectKey: string, names: readonly string[]): Promise<readonly LogEntry[]>
  /**
   * Appends under the entry's number, to be found by the names. False where another entry stands there, or comes there
   * at this moment.
   */
  append(subjectKey: string, entry: LogEntry, names: readonly string[]): Promise<boolean>
}
