import type { Receipt, ReceiptKey } from './receipt.ts'

/** Where receipts are kept. */
export interface Inbox {
  /**
   * Writes the receipt if its key is free, else gives the one that is held, an expired one too: one request in either
   * case. Throws where the store fails or the receipt does not fit it: whether it was written is then unknown.
   */
  put(receipt: Receipt): Promise<{ readonly held: Receipt | undefined }>
}

export interface ReceiptReader {
  /** One receipt, consistently read; undefined where it has expired. Throws where the store fails. */
  read(key: ReceiptKey): Promise<Receipt | undefined>
}
