import type { Inbox, ReceiptReader } from '../../../lib/notifications/inbox.ts'
import type { Receipt } from '../../../lib/notifications/receipt.ts'

/** Its receipts name the operator who had them accepted. */
export function inboxOf(operator: string, inbox: Inbox): Inbox {
  return { put: (receipt) => inbox.put({ ...receipt, acceptedBy: operator }) }
}

/** Holds what the inbox holds and what was put since, and writes nothing: the engine then says what would become of it. */
export function rehearsal(receipts: ReceiptReader): Inbox {
  const added = new Map<string, Receipt>()
  return {
    async put(receipt) {
      const name = JSON.stringify([receipt.subjectKey, receipt.receiptKey])
      const held = (await receipts.read(receipt)) ?? added.get(name)
      if (!held) added.set(name, receipt)
      return { held }
    },
  }
}
