import type { Receipt, ReceiptKey } from './receipt.ts'

/** Where receipts are kept. */
export interface Inbox {
  /**
   * Writes the receipt if its key is free: one request, whatever the outcome. Else hands back the one that is held,
   * an expired one too. Throws where the store fails or the receipt does not fit it: whether it was written is then
   * unknown.
   */
  put(receipt: Receipt): Promise<{ readonly held: Receipt | undefined }>
}

/** Reads one receipt, consistently; undefined where it expired. */
export interface ReceiptReader {
  read(key: ReceiptKey): Promise<Receipt | undefined>
}
