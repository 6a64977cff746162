import { conflictKeyOf, receiptKeyOf } from './name-message.ts'
import { digestOfReceipt, type Receipt, saidAtOf } from './receipt.ts'
import type { ReportApi } from './report-api.ts'
import type { LogEntry } from './subject-log.ts'

/** By what a receipt's entry is known in its subject's log. */
export interface EntryNames {
  readonly receiptKey: string
  readonly receiptId: string
  readonly digest: string
  /** The entry's key where a message of its identity is the first. */
  readonly firstKey: string
  /** The entry's key where other content came first. */
  readonly conflictKey: string
  readonly conflicting: boolean
  /** When its sender says that it was sent, in epoch milliseconds. */
  readonly saidAt: number | undefined
  /** Of an answer: after which entry it was asked. It is one fact for each state, whatever else it says. */
  readonly askedAfter: number | undefined
}

export function entryNamesOf(receipt: Receipt, apis: readonly ReportApi[]): EntryNames {
  const { receiptKey, receiptId, conflicting, platform, clientId, askedAfter } = receipt
  const row = apis.find(({ name }) => name === receipt.api)
  const digest = digestOfReceipt(receipt, row?.volatileFields ?? [])
  const firstKey = receiptKeyOf(platform, clientId, receipt).receiptKey
  const conflictKey = conflicting ? receiptKey : conflictKeyOf(firstKey, digest)
  const saidAt = saidAtOf(receipt)
  return { receiptKey, receiptId, digest, firstKey, conflictKey, conflicting, saidAt, askedAfter }
}

/**
 * The receipt's own entry, where it has one. Receipts expire and the log does not: the entry may have been made from an
 * earlier receipt of the same content, as the first of its identity or as a conflict.
 */
export function findEntry(names: EntryNames, entries: readonly LogEntry[]): LogEntry | undefined {
  const { receiptKey, receiptId, digest, firstKey, conflictKey, askedAfter } = names
  const ways: readonly ((entry: LogEntry) => boolean)[] = [
    // First, so that it holds also where a later version computes other digests.
    (entry) => entry.receiptId === receiptId,
    ({ key }) => key === conflictKey,
    (entry) => entry.key === firstKey && (entry.digest === digest || askedAfter !== undefined),
    // An entry of version 0.1.0 has no digest: it speaks of whatever has its key.
    (entry) => entry.key === receiptKey && entry.digest === undefined,
  ]
  for (const isOwn of ways) {
    const own = entries.find(isOwn)
    if (own) return own
  }
  return undefined
}

/** What a new entry of the receipt is called, and whether it conflicts: it does where other content has its first key. */
export function nameEntry(names: EntryNames, entries: readonly LogEntry[]) {
  const { receiptId, digest, firstKey, conflictKey, saidAt, askedAfter } = names
  const conflicting = names.conflicting || entries.some(({ key }) => key === firstKey)
  return { key: conflicting ? conflictKey : firstKey, receiptId, digest, conflicting, saidAt, askedAfter }
}

/** The names of every entry that `findEntry` and `nameEntry` must know. */
export function lookupNamesOf({ receiptId, firstKey, conflictKey }: EntryNames): readonly string[] {
  return [receiptId, firstKey, conflictKey]
}
