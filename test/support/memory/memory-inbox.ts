import { gzipSync } from 'node:zlib'
import type { Inbox, ReceiptReader } from '../../../lib/notifications/inbox.ts'
import type { Receipt, ReceiptKey } from '../../../lib/notifications/receipt.ts'

/** As the table does: an item of DynamoDB holds 400 KB. */
const MAX_ITEM_BYTES = 409_600

export interface MemoryInbox extends Inbox, ReceiptReader {
  /** What is held, in the order in which it came. */
  readonly receipts: () => readonly Receipt[]
  /** How many writes were asked for, whatever their outcome. */
  readonly puts: () => number
}

/** An inbox in memory that fulfils the same contract as the table (test/contracts/inbox.ts). */
export function memoryInbox(): MemoryInbox {
  const held = new Map<string, Receipt>()
  let puts = 0
  return {
    receipts: () => [...held.values()],
    puts: () => puts,
    async put(receipt) {
      puts++
      const before = held.get(nameOf(receipt))
      if (before) return { held: before }
      if (receipt.body.length > MAX_ITEM_BYTES && gzipSync(receipt.body).length > MAX_ITEM_BYTES) {
        throw new Error('the receipt does not fit')
      }
      held.set(nameOf(receipt), receipt)
      return { held: undefined }
    },
    async read(key) {
      return held.get(nameOf(key))
    },
  }
}

function nameOf({ subjectKey, receiptKey }: ReceiptKey): string {
  return JSON.stringify([subjectKey, receiptKey])
}
