import { conflictKeyOf, receiptKeyOf } from './name-message.ts'
import type { NotificationApi } from './notification-api.ts'
import { digestOfReceipt, type Receipt } from './receipt.ts'
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
}

export function entryNamesOf(receipt: Receipt, apis: readonly NotificationApi[]): EntryNames {
  const { receiptKey, receiptId, conflicting, platform, clientId } = receipt
  const row = apis.find(({ name }) => name === receipt.api)
  const digest = digestOfReceipt(receipt, row?.volatileFields ?? [])
  const firstKey = receiptKeyOf(platform, clientId, receipt).receiptKey
  const conflictKey = conflicting ? receiptKey : conflictKeyOf(firstKey, digest)
  return { receiptKey, receiptId, digest, firstKey, conflictKey, conflicting }
}

/**
 * The receipt's own entry, where it has one. Receipts expire and the log does not: the entry may have been made from an
 * earlier receipt of the same content, as the first of its identity or as a conflict.
 */
export function findEntry(names: EntryNames, entries: readonly LogEntry[]): LogEntry | undefined {
  const { receiptKey, receiptId, digest, firstKey, conflictKey } = names
  const ways: readonly ((entry: LogEntry) => boolean)[] = [
    // First, so that it holds also where a later version computes other digests.
    (entry) => entry.receiptId === receiptId,
    ({ key }) => key === conflictKey,
    (entry) => entry.key === firstKey && entry.digest === digest,
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
  const { receiptId, digest, firstKey, conflictKey } = names
  const conflicting = names.conflicting || entries.some(({ key }) => key === firstKey)
  return { key: conflicting ? conflictKey : firstKey, receiptId, digest, conflicting }
}

/** The names of every entry that `findEntry` and `nameEntry` must know. */
export function lookupNamesOf({ receiptId, firstKey, conflictKey }: EntryNames): readonly string[] {
  return [receiptId, firstKey, conflictKey]
}
