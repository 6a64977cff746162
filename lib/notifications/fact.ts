import { conflictKeyOf, receiptKeyOf } from './name-message.ts'
import type { NotificationApi } from './notification-api.ts'
import { digestOfReceipt, type Receipt } from './receipt.ts'
import type { LogEntry } from './subject-log.ts'

/** What a receipt says, as far as it matters to which entry of the log is its own. */
export interface Fact {
  readonly receiptKey: string
  readonly receiptId: string
  readonly digest: string
  /** The key that a message of its identity has where it is the first. */
  readonly firstKey: string
  /** The key that it has where other content came first. */
  readonly conflictKey: string
  readonly conflicting: boolean
}

export function factOf(receipt: Receipt, apis: readonly NotificationApi[]): Fact {
  const { receiptKey, receiptId, conflicting, platform, clientId } = receipt
  const row = apis.find(({ name }) => name === receipt.api)
  const digest = digestOfReceipt(receipt, row?.volatileFields ?? [])
  const firstKey = receiptKeyOf(platform, clientId, receipt).receiptKey
  const conflictKey = conflicting ? receiptKey : conflictKeyOf(firstKey, digest)
  return { receiptKey, receiptId, digest, firstKey, conflictKey, conflicting }
}

/**
 * The entry that is the fact's own already. Receipts expire and the log does not: so it may have been made from another
 * receipt, of the first message where this one conflicts or the other way round. Undefined where there is none.
 */
export function entryOf(fact: Fact, entries: readonly LogEntry[]): LogEntry | undefined {
  const { receiptKey, receiptId, digest, firstKey, conflictKey } = fact
  const ways: readonly ((entry: LogEntry) => boolean)[] = [
    // Whatever a later version thinks of digests.
    (entry) => entry.receiptId === receiptId,
    ({ key }) => key === conflictKey,
    (entry) => entry.key === firstKey && entry.digest === digest,
    // An entry of version 0.1.0 speaks of whatever has its key.
    (entry) => entry.key === receiptKey && entry.digest === undefined,
  ]
  for (const isOwn of ways) {
    const own = entries.find(isOwn)
    if (own) return own
  }
  return undefined
}

/** How a new entry of the fact is named, and whether it conflicts: where its first key is taken, by other content. */
export function nameEntry(fact: Fact, entries: readonly LogEntry[]) {
  const { receiptId, digest, firstKey, conflictKey } = fact
  const conflicting = fact.conflicting || entries.some(({ key }) => key === firstKey)
  return { key: conflicting ? conflictKey : firstKey, receiptId, digest, conflicting }
}

/** Every name that an entry may have which matters to the fact. */
export function namesOf({ receiptId, firstKey, conflictKey }: Fact): readonly string[] {
  return [receiptId, firstKey, conflictKey]
}
