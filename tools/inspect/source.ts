import type { CallDetail, CallRow, HistoryEntry, Place, Sample, SendRequest } from './view.ts'

/** As many rows as are held; what is older is forgotten. */
export const MAX_ROWS = 10_000

/** Where the calls come from. What fails throws a problem: the page shows its line. */
export interface InspectorSource {
  readonly place: Place
  /** Held rows, newest first, MAX_ROWS at most. */
  rows(): Promise<readonly CallRow[]>
  /** Called with each new row, and again with one that changed (the same id). Returns what ends it. */
  follow(onRow: (row: CallRow) => void): () => void
  /** Undefined where the call is not held. */
  detail(id: string, options: DetailOptions): Promise<CallDetail | undefined>
  /** Oldest first. */
  history(subject: string): Promise<readonly HistoryEntry[]>
  /** None where nothing may be sent. */
  readonly actions?: InspectorActions
}

export interface DetailOptions {
  /** Shows also what is masked otherwise: credentials, one-time passwords. */
  readonly whole: boolean
}

export interface InspectorActions {
  samples(): readonly Sample[]
  /** Each returns the id of the call that came of it. */
  send(request: SendRequest): Promise<{ readonly id: string }>
  again(id: string): Promise<{ readonly id: string }>
}
